package dev.sluice.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.sluice.model.access.AccessKey;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.LifecycleState;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.model.wire.Wire;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From an API to a token, and what the gateways are told on the way. */
@PublisherTest
class PublisherFlowIT {
    @ConfigProperty(name = "sluice.kafka.bootstrap-servers")
    String bootstrapServers = "";

    @ConfigProperty(name = "sluice.kafka.topic-prefix")
    String prefix = "";

    private Requests requests = new Requests(0);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
    }

    @Test
    void aDeployedApiIsInTheLogWithItsEventsTopic() throws Exception {
        // Given
        String apiId = requests.createApi(Requests.freshName());
        String revisionId = requests.createRevision(apiId);

        // When
        Response deployed = requests.deploy(apiId, revisionId);

        // Then
        deployed.then()
                .statusCode(201)
                .header("Sluice-Propagated", "true")
                .body("[0].revisionUuid", equalTo(revisionId));
        ApiRecord record = Wire.readApi(lastValue(topics().apis().name(), "Default/" + apiId));
        assertThat(record.state()).isEqualTo(LifecycleState.CREATED);
        assertThat(record.revision().id()).isEqualTo(revisionId);
        assertThat(record.endpoint(KeyType.PRODUCTION)).isNotNull();
        assertThat(kafkaTopics()).contains(topics().eventsName(apiId));
    }

    @Test
    void anApiThatIsDeletedLeavesATombstoneAndNoEventsTopic() throws Exception {
        // Given
        String apiId = requests.liveApi();

        // When
        Response deleted = requests.asAdmin().delete(Requests.PUBLISHER + "/apis/" + apiId);

        // Then
        deleted.then().statusCode(200).header("Sluice-Propagated", "true");
        ConsumerRecord<String, byte[]> last = lastRecord(topics().apis().name(), "Default/" + apiId);
        assertThat(last.value()).isNull();
        assertThat(ControlLog.versionOf(last)).isPositive();
        org.awaitility.Awaitility.await().until(() -> !kafkaTopics().contains(topics().eventsName(apiId)));
        requests.asAdmin().get(Requests.PUBLISHER + "/apis/" + apiId).then().statusCode(404);
    }

    @Test
    void aSubscribedApplicationGetsATokenThatTheJwksProves() throws Exception {
        // Given
        String apiId = requests.liveApi();
        String applicationId = requests.createApplication();
        Response keys = requests.generateKeys(applicationId);
        keys.then().statusCode(200).header("Sluice-Propagated", "true");
        requests.subscribe(applicationId, apiId)
                .then()
                .statusCode(201)
                .header("Sluice-Propagated", "true")
                .body("status", equalTo("UNBLOCKED"));

        // When
        Response token = requests.token(keys.path("consumerKey"), keys.path("consumerSecret"));

        // Then
        token.then().statusCode(200).body("token_type", equalTo("Bearer")).body("expires_in", equalTo(3600));
        var jwks = new org.jose4j.jwk.JsonWebKeySet(
                requests.asVisitor().get("/oauth2/jwks").asString());
        var claims = new org.jose4j.jwt.consumer.JwtConsumerBuilder()
                .setVerificationKeyResolver(
                        new org.jose4j.keys.resolvers.JwksVerificationKeyResolver(jwks.getJsonWebKeys()))
                .setExpectedAudience(keys.<String>path("consumerKey"))
                .setExpectedIssuer("https://localhost:9443/oauth2/token")
                .build()
                .processToClaims(token.path("access_token"));
        assertThat(claims.getClaimValueAsString("azp")).isEqualTo(keys.path("consumerKey"));
        assertThat(claims.getClaimValueAsString("keytype")).isEqualTo("PRODUCTION");
        String access = topics().access().name();
        assertThat(lastValue(
                        access, AccessKey.subscription(applicationId, apiId).toString()))
                .isNotNull();
        assertThat(lastValue(access, AccessKey.client(keys.path("consumerKey")).toString()))
                .isNotNull();
    }

    @Test
    void anApiUnderTheSubscriptionlessPlanSaysSoAndTakesNoSubscriptionUnderIt() {
        // Given
        String plan = "AsyncDefaultSubscriptionless";
        String apiId = requests.createApi(Requests.freshName());
        requests.changeApi(apiId, "policies", List.of(plan)).then().statusCode(200);

        // When
        requests.makeLive(apiId);

        // Then
        ApiRecord record = Wire.readApi(lastValue(topics().apis().name(), "Default/" + apiId));
        assertThat(record.auth().subscriptionlessPlan()).isEqualTo(plan);
        requests.asAdmin()
                .get(Requests.DEVPORTAL + "/apis/" + apiId)
                .then()
                .body("isSubscriptionRequired", equalTo(false))
                .body("isSubscriptionAvailable", equalTo(false))
                .body("tiers", hasSize(0));
        String applicationId = requests.createApplication();
        requests.asAdmin()
                .body(Map.of("applicationId", applicationId, "apiId", apiId, "throttlingPolicy", plan))
                .post(Requests.DEVPORTAL + "/subscriptions")
                .then()
                .statusCode(400)
                .body("description", containsString("No subscription is needed"));
    }

    @Test
    void aMisspeltParameterOfAFormIsNamed() {
        Response keys = requests.generateKeys(requests.createApplication());

        requests.asVisitor()
                .auth()
                .preemptive()
                .basic(keys.path("consumerKey"), keys.path("consumerSecret"))
                .formParam("grant_type", "client_credentials")
                .formParam("scopes", "prices:read")
                .post("/oauth2/token")
                .then()
                .statusCode(200)
                .header("Sluice-Ignored-Fields", equalTo("scopes"));
        requests.token(keys.path("consumerKey"), keys.path("consumerSecret"))
                .then()
                .header("Sluice-Ignored-Fields", org.hamcrest.Matchers.nullValue());
    }

    @Test
    void aRevokedTokenIsToldToTheGateways() throws Exception {
        // Given
        Response keys = requests.generateKeys(requests.createApplication());
        String key = keys.path("consumerKey");
        String secret = keys.path("consumerSecret");
        String token = requests.token(key, secret).path("access_token");

        // When
        Response revoked = revoke(key, secret, token);
        Response again = revoke(key, secret, token);

        // Then
        revoked.then().statusCode(200).header("Sluice-Propagated", "true");
        again.then().statusCode(200).header("Sluice-Propagated", "true");
        String jti = new org.jose4j.jwt.consumer.JwtConsumerBuilder()
                .setSkipSignatureVerification()
                .setSkipDefaultAudienceValidation()
                .build()
                .processToClaims(token)
                .getJwtId();
        List<ConsumerRecord<String, byte[]>> told =
                records(topics().access().name(), AccessKey.revoked(jti).toString());
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().value()).isNotNull();
    }

    private Response revoke(String key, String secret, String token) {
        return requests.asVisitor()
                .auth()
                .preemptive()
                .basic(key, secret)
                .formParam("token", token)
                .post("/oauth2/revoke");
    }

    @Test
    void anUndeployedApiIsATombstoneAndKeepsItsEvents() throws Exception {
        // Given
        String apiId = requests.createApi(Requests.freshName());
        String revisionId = requests.createRevision(apiId);
        requests.deploy(apiId, revisionId).then().statusCode(201);

        // When
        requests.undeploy(apiId, revisionId).then().statusCode(201).header("Sluice-Propagated", "true");

        // Then
        assertThat(lastRecord(topics().apis().name(), "Default/" + apiId).value())
                .isNull();
        assertThat(kafkaTopics()).contains(topics().eventsName(apiId));
    }

    @Test
    void aBlockedApiIsToldToItsGateways() {
        // Given
        String apiId = requests.liveApi();

        // When
        requests.changeLifecycle(apiId, "Block").then().statusCode(200).header("Sluice-Propagated", "true");

        // Then
        ApiRecord record = Wire.readApi(lastValue(topics().apis().name(), "Default/" + apiId));
        assertThat(record.state()).isEqualTo(LifecycleState.BLOCKED);
    }

    private KafkaTopics topics() {
        return new KafkaTopics(prefix, 16);
    }

    private java.util.Set<String> kafkaTopics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return admin.listTopics().names().get();
        }
    }

    private ConsumerRecord<String, byte[]> lastRecord(String kafkaTopic, String key) {
        List<ConsumerRecord<String, byte[]>> rows = records(kafkaTopic, key);
        assertThat(rows).isNotEmpty();
        return rows.getLast();
    }

    private List<ConsumerRecord<String, byte[]>> records(String kafkaTopic, String key) {
        return new ControlLog(bootstrapServers, kafkaTopic)
                .read().stream().filter(row -> key.equals(row.key())).toList();
    }

    private byte[] lastValue(String kafkaTopic, String key) {
        return lastRecord(kafkaTopic, key).value();
    }
}
