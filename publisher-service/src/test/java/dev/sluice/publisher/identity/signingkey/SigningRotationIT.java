package dev.sluice.publisher.identity.signingkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.publisher.ControlLog;
import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.ShortTimes;
import dev.sluice.publisher.TestGateway;
import io.quarkus.test.common.WithTestResource;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signing keys and revocations as time passes, with times that are short. */
@PublisherTest
@WithTestResource(ShortTimes.class)
@Timeout(120)
class SigningRotationIT {
    @ConfigProperty(name = "sluice.kafka.bootstrap-servers")
    String bootstrapServers = "";

    @ConfigProperty(name = "sluice.kafka.topic-prefix")
    String prefix = "";

    @Test
    void aSuccessorIsAnnouncedBeforeItSignsAndTheOldOneIsKeptForAWhile() throws Exception {
        // Given
        Requests requests = new Requests(RestAssured.port);
        Response keys = requests.generateKeys(requests.createApplication());
        String key = keys.path("consumerKey");
        String secret = keys.path("consumerSecret");
        String firstKid = signerOf(requests.token(key, secret));

        // When
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !signerOf(requests.token(key, secret)).equals(firstKid));

        // Then
        assertThat(requests.asVisitor().get("/oauth2/jwks").<List<String>>path("keys.kid"))
                .contains(firstKid);
        String secondKid = signerOf(requests.token(key, secret));
        assertThat(rows("jwk/" + secondKid))
                .allSatisfy(row -> assertThat(new String(row.value(), StandardCharsets.UTF_8))
                        .contains("\"issuer\":\"https://localhost:9443/oauth2/token\""));
        assertThat(uses(secondKid)).startsWith("next", "current");
        assertThat(uses(firstKid)).containsSubsequence("current", "retired");
        await().atMost(Duration.ofSeconds(20)).until(() -> uses(firstKid).contains("gone"));
    }

    @Test
    void aSilentGatewayHoldsASuccessorBack() throws Exception {
        // Given
        Requests requests = new Requests(RestAssured.port);
        Response keys = requests.generateKeys(requests.createApplication());
        String key = keys.path("consumerKey");
        String secret = keys.path("consumerSecret");
        AtomicReference<String> held = new AtomicReference<>("");
        try (TestGateway slow = new TestGateway(bootstrapServers, prefix, "gateway-1")) {
            slow.stopApplying();

            // When // Then
            await().during(Duration.ofSeconds(4)).atMost(Duration.ofSeconds(60)).until(() -> {
                String now = signerOf(requests.token(key, secret));
                return now.equals(held.getAndSet(now)) && aKeyIsOnlyAnnounced();
            });
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !signerOf(requests.token(key, secret)).equals(held.get()));
    }

    private boolean aKeyIsOnlyAnnounced() {
        return rows("jwk/").stream()
                .anyMatch(row -> uses(row.key().substring("jwk/".length())).equals(List.of("next")));
    }

    @Test
    void aRevocationIsTakenBackWhenTheTokenHasExpired() {
        // Given
        Requests requests = new Requests(RestAssured.port);
        Response keys = requests.generateKeys(requests.createApplication());
        String key = keys.path("consumerKey");
        String secret = keys.path("consumerSecret");

        // When
        requests.asVisitor()
                .auth()
                .preemptive()
                .basic(key, secret)
                .formParam("token", requests.token(key, secret).<String>path("access_token"))
                .post("/oauth2/revoke")
                .then()
                .statusCode(200);

        // Then
        assertThat(rows("revoked/")).hasSize(1).allMatch(row -> row.value() != null);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> rows("revoked/").getLast().value() == null);
    }

    private static String signerOf(Response token) throws JoseException {
        token.then().statusCode(200);
        return JsonWebStructure.fromCompactSerialization(token.path("access_token"))
                .getKeyIdHeaderValue();
    }

    /** What the gateways were told of a key, in order. */
    private List<String> uses(String kid) {
        List<String> uses = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> row : rows("jwk/" + kid)) {
            byte[] value = row.value();
            uses.add(value == null ? "gone" : useIn(new String(value, StandardCharsets.UTF_8)));
        }
        return uses;
    }

    private static String useIn(String json) {
        return List.of("next", "current", "retired").stream()
                .filter(use -> json.contains("\"use\":\"" + use + '"'))
                .findFirst()
                .orElse("none");
    }

    private List<ConsumerRecord<String, byte[]>> rows(String keyPrefix) {
        return new ControlLog(bootstrapServers, prefix + ".access")
                .read().stream().filter(row -> row.key().startsWith(keyPrefix)).toList();
    }
}
