package dev.sluice.publisher.oauth.keymanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.model.wire.Wire;
import dev.sluice.publisher.ControlLog;
import dev.sluice.publisher.HeldDeletion;
import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.TestUser;
import dev.sluice.publisher.web.access.Role;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Foreign issuers of access tokens, and the clients of theirs that applications have. */
@PublisherTest
class KeyManagersIT {
    private static final String KEY_MANAGERS = "/api/am/admin/v4/key-managers";
    private static final Duration SOON = Duration.ofSeconds(15);

    @ConfigProperty(name = "sluice.kafka.bootstrap-servers")
    String bootstrapServers = "";

    @ConfigProperty(name = "sluice.kafka.topic-prefix")
    String prefix = "";

    @Inject
    KeyManagers keyManagers;

    @Inject
    KeyFetches fetches;

    @Inject
    DataSource database;

    private Requests requests = new Requests(0);
    private TestKeyProvider provider;
    private String name = "";
    private String issuer = "";

    @BeforeEach
    void aProvider() throws Exception {
        requests = new Requests(RestAssured.port);
        provider = new TestKeyProvider();
        name = "km" + Requests.freshName();
        issuer = provider.url("");
    }

    @AfterEach
    void stop() {
        provider.close();
        List<String> made = requests.asAdmin()
                .get(KEY_MANAGERS)
                .jsonPath()
                .getList("list.findAll { it.name.startsWith('" + name + "') }.id");
        made.forEach(
                id -> requests.asAdmin().delete(KEY_MANAGERS + '/' + id).then().statusCode(200));
    }

    @Test
    void gatewaysAreToldOfItsKeysAndKeepThemWhileTheProviderIsAway() {
        // Given
        Response created = create();
        created.then().statusCode(201).body("keySet.keyIds", equalTo(List.of()));
        String path = KEY_MANAGERS + '/' + created.path("id");

        // When, Then
        awaitKeys(path, "first");
        AccessRecord.Issuer record = record();
        assertThat(record.issuer()).isEqualTo(issuer);
        assertThat(record.keyManager()).isEqualTo(name);
        assertThat(record.audiences()).containsExactly("sluice");
        assertThat(record.keys()).extracting(key -> key.get("kid")).containsExactly("first");

        // When
        provider.showKey("second");
        put(path, Map.of("description", "Again")).then().statusCode(200);

        // Then
        awaitKeys(path, "second");
        assertThat(record().keys()).extracting(key -> key.get("kid")).containsExactly("second");

        // When
        for (String wrong : List.of("500,", "200,{}", "302,")) {
            provider.answer(Integer.parseInt(wrong.substring(0, 3)), wrong.substring(4));
            put(path, Map.of("description", wrong)).then().statusCode(200);
            await().atMost(SOON)
                    .untilAsserted(() -> requests.asAdmin()
                            .get(path)
                            .then()
                            .body("keySet.failure", not(equalTo(null)))
                            .body("keySet.keyIds", contains("second")));
        }

        // Then
        assertThat(record().keys()).extracting(key -> key.get("kid")).containsExactly("second");
    }

    @Test
    void keysThatTheProviderHasTakenAwayCountNoMore() {
        // Given
        String path = KEY_MANAGERS + '/' + create().path("id");
        awaitKeys(path, "first");

        // When
        provider.answer(200, "{\"keys\":[]}");
        put(path, Map.of("description", "Stolen")).then().statusCode(200);

        // Then
        await().atMost(SOON)
                .untilAsserted(() -> requests.asAdmin()
                        .get(path)
                        .then()
                        .body("keySet.failure", startsWith("has no key that can be used"))
                        .body("keySet.keyIds", equalTo(List.of())));
        awaitNoRecord();

        // When
        provider.showKey("second");
        put(path, Map.of("description", "Renewed")).then().statusCode(200);

        // Then
        awaitKeys(path, "second");
        assertThat(record().keys()).extracting(key -> key.get("kid")).containsExactly("second");
    }

    @Test
    void keysThatCannotBeFetchedForADayCountNoMore() {
        // Given
        String id = create().path("id");
        String path = KEY_MANAGERS + '/' + id;
        awaitKeys(path, "first");
        KeyFetches.Task task = new KeyFetches.Task(
                UUID.fromString(id),
                name,
                keyManagers.find(UUID.fromString(id)).orElseThrow().edition(),
                provider.url("/jwks"));

        // When
        fetches.onFailed(task, "away", Instant.now().plus(Duration.ofHours(23)));

        // Then
        requests.asAdmin()
                .get(path)
                .then()
                .body("keySet.failure", equalTo("away"))
                .body("keySet.keyIds", contains("first"));

        // When
        fetches.onFailed(task, "away", Instant.now().plus(Duration.ofHours(25)));

        // Then
        requests.asAdmin()
                .get(path)
                .then()
                .body("keySet.failure", equalTo("away"))
                .body("keySet.keyIds", equalTo(List.of()));
        awaitNoRecord();

        // When
        put(path, Map.of("description", "Back")).then().statusCode(200);

        // Then
        awaitKeys(path, "first");
        assertThat(record().keys()).hasSize(1);
    }

    @Test
    void oldKeysOfOneThatIsEnabledAgainCountNotBeforeTheyAreFetched() throws SQLException {
        // Given
        String id = create().path("id");
        String path = KEY_MANAGERS + '/' + id;
        awaitKeys(path, "first");
        put(path, Map.of("enabled", false)).then().statusCode(200);
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "update key_manager set keys_at = keys_at - interval '2 days' where id = ?")) {
            statement.setObject(1, UUID.fromString(id));
            assertThat(statement.executeUpdate()).isOne();
        }
        provider.answer(500, "");

        // When
        put(path, Map.of("enabled", true)).then().statusCode(200).body("keySet.keyIds", equalTo(List.of()));

        // Then
        assertThat(lastRecord(IssuerRecords.key(issuer))).isNull();
    }

    private void awaitNoRecord() {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(lastRecord(IssuerRecords.key(issuer))).isNull());
    }

    @Test
    void oneThatIsDisabledOrElsewhereIsNoIssuerAnyMore() {
        // Given
        String path = KEY_MANAGERS + '/' + create().path("id");
        awaitKeys(path, "first");

        // When
        put(path, Map.of("enabled", false)).then().statusCode(200).header("Sluice-Propagated", equalTo("true"));

        // Then
        assertThat(lastRecord(IssuerRecords.key(issuer))).isNull();
        requests.asAdmin().get(KEY_MANAGERS).then().body("list.name", hasItem(name));
        requests.asAdmin().get(Requests.DEVPORTAL + "/key-managers").then().body("list.name", not(hasItem(name)));

        // When
        put(path, Map.of("enabled", true)).then().statusCode(200);
        assertThat(lastRecord(IssuerRecords.key(issuer))).isNotNull();
        put(path, Map.of("issuer", issuer + "/other")).then().statusCode(200);

        // Then
        assertThat(lastRecord(IssuerRecords.key(issuer))).isNull();
        awaitKeys(path, "first");
        assertThat(lastRecord(IssuerRecords.key(issuer + "/other"))).isNotNull();
    }

    @Test
    void keysMayBeGivenInItsBody() {
        String set = RestAssured.get(provider.url("/jwks")).asString();
        int asked = provider.timesAsked();

        Response created = create(Map.of("certificates", Map.of("type", "JWKS", "value", set)));

        created.then().statusCode(201).body("keySet.keyIds", contains("first"));
        assertThat(record().keys()).hasSize(1);
        assertThat(provider.timesAsked()).isEqualTo(asked);
        Map<String, Object> read = requests.asAdmin()
                .get(KEY_MANAGERS + '/' + created.path("id"))
                .jsonPath()
                .getMap("$");
        requests.asAdmin()
                .body(read)
                .put(KEY_MANAGERS + '/' + created.path("id"))
                .then()
                .statusCode(200)
                .header("Sluice-Ignored-Fields", equalTo(null));
    }

    @ParameterizedTest
    @CsvSource({
        "name, a:b, name",
        "name, Resident Key Manager, name",
        "name, '', name",
        "type, '', type",
        "issuer, '', issuer",
        "issuer, a b, issuer",
        "issuer, https://localhost:9443/oauth2/token, issuer",
        "value, http://keys.example.com/jwks, certificates.value",
        "value, ftp://localhost/jwks, certificates.value",
        "value, https://169.254.169.254/jwks, certificates.value",
        "value, '{\"keys\":[]}', certificates.value",
        "value, '', certificates.value",
        "enableSelfValidationJWT, false, enableSelfValidationJWT",
        "tokenType, EXCHANGED, tokenType",
    })
    void whatIsWrongIsNamed(String field, String value, String wrong) {
        Object sent = value.equals("false") ? Boolean.FALSE : value;
        Map<String, Object> change = field.equals("value")
                ? Map.of("certificates", Map.of("type", "JWKS", "value", value))
                : Map.of(field, sent);

        create(change).then().statusCode(400).body("error.code", hasItem(wrong));
    }

    @Test
    void aNameAndAnIssuerAreThoseOfOneAndOnlyAdminsKeepThem() {
        Response created = create();
        String path = KEY_MANAGERS + '/' + created.path("id");

        create(Map.of("issuer", issuer + "/other")).then().statusCode(409);
        create(Map.of("name", name + "2")).then().statusCode(409);
        put(path, Map.of("name", name + "2")).then().statusCode(400).body("error.code", contains("name"));
        requests.asAdmin().header("If-Match", "\"77\"").delete(path).then().statusCode(412);
        RequestSpecification developer = requests.as(TestUser.with(requests, Role.SUBSCRIBER, Role.CREATOR));
        developer.get(path).then().statusCode(403);
        developer.delete(path).then().statusCode(401);
        requests.asAdmin().get(KEY_MANAGERS + "/unknown").then().statusCode(404);
    }

    @Test
    void aClientIsMappedByAFreshTokenOfItsOwn() {
        // Given
        String path = KEY_MANAGERS + '/' + create().path("id");
        awaitKeys(path, "first");
        String application = requests.createApplication();
        long tooLong = NumericDate.now().getValue() - 700;

        // When, Then
        refusedAs("no token that this key manager has issued", map(application, proof("x.y.z")));
        refusedAs("another issuer", map(application, proof(provider.token("https://other", "client", _ -> {}))));
        refusedAs("another client", map(application, proof(token("stranger", _ -> {}))));
        refusedAs("another audience", map(application, proof(token("client", claims -> claims.setAudience("x")))));
        refusedAs(
                "has expired",
                map(application, proof(token("client", claims -> claims.setExpirationTimeMinutesInTheFuture(-2)))));
        refusedAs(
                "in the last 10 minutes",
                map(
                        application,
                        proof(token("client", claims -> claims.setIssuedAt(NumericDate.fromSeconds(tooLong))))));
        refusedAs(
                "no plain access token",
                map(application, proof(token("client", claims -> claims.setClaim("nonce", "n")))));
        refusedAs("one of a user", map(application, proof(token("client", claims -> claims.setSubject("zoe")))));

        // When
        Response mapped = map(application, proof(token("client", _ -> {})));

        // Then
        mapped.then()
                .statusCode(200)
                .header("Sluice-Propagated", equalTo("true"))
                .body("mode", equalTo("MAPPED"))
                .body("keyManager", equalTo(name))
                .body("consumerKey", equalTo("client"));
        String clientKey = AccessKey.client(name + ":client").toString();
        assertThat(lastRecord(clientKey)).isNotNull();
        String keys = Requests.DEVPORTAL + "/applications/" + application + "/oauth-keys";
        requests.asAdmin().get(keys).then().body("list.mode", contains("MAPPED"));
        requests.generateKeys(application).then().statusCode(200);

        // When, Then
        map(requests.createApplication(), proof(token("client", _ -> {})))
                .then()
                .statusCode(409);
        map(application, proof(token("client", _ -> {}))).then().statusCode(409);
        String mapping = keys + '/' + mapped.path("keyMappingId");
        requests.asAdmin()
                .body(Map.of())
                .post(mapping + "/generate-token")
                .then()
                .statusCode(400);
        requests.asAdmin().post(mapping + "/regenerate-secret").then().statusCode(400);
        requests.asAdmin().body(Map.of()).put(mapping).then().statusCode(400);

        // When
        requests.asAdmin().delete(mapping).then().statusCode(200);

        // Then
        assertThat(lastRecord(clientKey)).isNull();
        map(application, proof(token("client", _ -> {}))).then().statusCode(200);

        // When
        requests.asAdmin().delete(path).then().statusCode(200).header("Sluice-Propagated", equalTo("true"));

        // Then
        assertThat(lastRecord(clientKey)).isNull();
        assertThat(lastRecord(IssuerRecords.key(issuer))).isNull();
        requests.asAdmin().get(keys).then().body("list.mode", contains("CREATED"));
    }

    @Test
    void whatWasReadIsSentBackWithoutAWord() {
        String path = KEY_MANAGERS + '/' + create().path("id");
        awaitKeys(path, "first");
        Map<String, Object> read = requests.asAdmin().get(path).jsonPath().get("$");

        requests.asAdmin().body(read).put(path).then().statusCode(200).header("Sluice-Ignored-Fields", nullValue());

        Map<String, Object> after = requests.asAdmin().get(path).jsonPath().get("$");
        assertThat(after).usingRecursiveComparison().ignoringFields("keySet").isEqualTo(read);
        assertThat(requests.asAdmin().get(path).<List<String>>path("keySet.keyIds"))
                .containsExactly("first");
    }

    @Test
    void onlyAnAdminMapsWithoutAProof() {
        create();
        TestUser developer = TestUser.with(requests, Role.SUBSCRIBER);
        String application = requests.as(developer)
                .body(Map.of("name", Requests.freshName(), "throttlingPolicy", "Unlimited"))
                .post(Requests.DEVPORTAL + "/applications")
                .path("applicationId");
        Map<String, Object> body = Map.of("consumerKey", "client", "keyManager", name, "keyType", "SANDBOX");
        String mapKeys = Requests.DEVPORTAL + "/applications/%s/map-keys";

        requests.as(developer)
                .body(body)
                .post(mapKeys.formatted(application))
                .then()
                .statusCode(400)
                .body("error.code", contains("accessToken"));
        requests.asAdmin()
                .body(body)
                .post(mapKeys.formatted(application))
                .then()
                .statusCode(404);
        requests.asAdmin()
                .body(body)
                .post(mapKeys.formatted(requests.createApplication()))
                .then()
                .statusCode(200);
    }

    /** Of an application that is deleted at the same time. */
    @Test
    void aKeyManagerGoesWhileAClientOfItDoes() throws Exception {
        String path = KEY_MANAGERS + '/' + create().path("id");
        map(requests.createApplication(), Map.of()).then().statusCode(200);

        HeldDeletion.meanwhile(
                        database, deletionOfClient(), () -> requests.asAdmin().delete(path))
                .then()
                .statusCode(200);
        requests.asAdmin().get(path).then().statusCode(404);
    }

    @Test
    void aClientThatGoesWithItsKeyManagerIsNotFoundAndItsApplicationGoes() throws Exception {
        create();
        String application = requests.createApplication();
        String mapping = map(application, Map.of()).path("keyMappingId");
        String path = Requests.DEVPORTAL + "/applications/" + application;

        HeldDeletion.meanwhile(
                        database, deletionOfClient(), () -> requests.asAdmin().delete(path + "/oauth-keys/" + mapping))
                .then()
                .statusCode(404);
        map(application, Map.of()).then().statusCode(200);
        HeldDeletion.meanwhile(
                        database, deletionOfClient(), () -> requests.asAdmin().delete(path))
                .then()
                .statusCode(200);
    }

    private String deletionOfClient() {
        return "delete from application_key where consumer_key = '" + name + ":client'";
    }

    @Test
    void aFormIsFilledInFromTheWellKnownUrl() {
        requests.asAdmin()
                .contentType("multipart/form-data")
                .multiPart("url", provider.url("/.well-known/openid-configuration"))
                .post(KEY_MANAGERS + "/discover")
                .then()
                .statusCode(200)
                .body("valid", equalTo(true))
                .body("value.issuer", equalTo(issuer))
                .body("value.certificates.value", equalTo(provider.url("/jwks")))
                .body("value.tokenEndpoint", startsWith(issuer));
        requests.asAdmin()
                .contentType("multipart/form-data")
                .multiPart("url", "http://169.254.169.254/latest")
                .post(KEY_MANAGERS + "/discover")
                .then()
                .statusCode(400)
                .body("description", containsString("url: "));
    }

    private Response create() {
        return create(Map.of());
    }

    private Response create(Map<String, Object> changes) {
        Map<String, Object> body = new HashMap<>(body());
        body.putAll(changes);
        return requests.asAdmin().body(body).post(KEY_MANAGERS);
    }

    private Map<String, Object> body() {
        return Map.of(
                "name",
                name,
                "type",
                "Keycloak",
                "issuer",
                issuer,
                "audiences",
                List.of("sluice"),
                "certificates",
                Map.of("type", "JWKS", "value", provider.url("/jwks")));
    }

    private Response put(String path, Map<String, Object> changes) {
        Map<String, Object> body = new HashMap<>(body());
        body.putAll(changes);
        return requests.asAdmin().body(body).put(path);
    }

    private void awaitKeys(String path, String keyId) {
        await().atMost(SOON)
                .untilAsserted(() -> requests.asAdmin().get(path).then().body("keySet.keyIds", contains(keyId)));
        await().atMost(SOON)
                .until(() -> log().read().stream()
                        .anyMatch(row -> row.value() != null
                                && String.valueOf(row.key()).startsWith("issuer/")
                                && new String(row.value(), StandardCharsets.UTF_8).contains(keyId)
                                && new String(row.value(), StandardCharsets.UTF_8).contains(name)));
    }

    private AccessRecord.Issuer record() {
        String key = IssuerRecords.key(issuer);
        await().atMost(SOON).until(() -> log().read().stream().anyMatch(row -> key.equals(row.key())));
        byte[] value = lastRecord(key);
        assertThat(value).isNotNull();
        return (AccessRecord.Issuer) Wire.readAccess(AccessKey.parse(key).orElseThrow(), value);
    }

    private ControlLog log() {
        return new ControlLog(
                bootstrapServers, new KafkaTopics(prefix, 16).access().name());
    }

    private byte @Nullable [] lastRecord(String key) {
        return log().last(key).value();
    }

    private String token(String consumerKey, Consumer<JwtClaims> change) {
        return provider.token(issuer, consumerKey, change);
    }

    private static Map<String, Object> proof(String token) {
        return Map.of("accessToken", token);
    }

    private Response map(String application, Map<String, Object> proof) {
        Map<String, Object> body =
                new HashMap<>(Map.of("consumerKey", "client", "keyManager", name, "keyType", "PRODUCTION"));
        body.putAll(proof);
        return requests.asAdmin().body(body).post(Requests.DEVPORTAL + "/applications/" + application + "/map-keys");
    }

    private static void refusedAs(String reason, Response answer) {
        answer.then()
                .statusCode(400)
                .body("error.code", contains("accessToken"))
                .body("description", containsString(reason));
    }
}
