package dev.sluice.publisher.api.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.model.api.Endpoint;
import dev.sluice.model.api.EndpointPlace;
import dev.sluice.model.api.EndpointSecurity;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.secret.KeyFile;
import dev.sluice.model.secret.SecretSeal;
import dev.sluice.model.wire.Wire;
import dev.sluice.publisher.ControlLog;
import dev.sluice.publisher.PublisherResource;
import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Credentials for backends: given once, kept through every change, and never seen again but by the relay. */
@PublisherTest
class EndpointSecurityIT {
    private static final String APIS = Requests.PUBLISHER + "/apis";
    private static final String TABLES =
            "select table_name from information_schema.tables where table_schema = 'public'";

    @ConfigProperty(name = "sluice.kafka.bootstrap-servers")
    String bootstrapServers = "";

    @ConfigProperty(name = "sluice.kafka.topic-prefix")
    String prefix = "";

    @Inject
    DataSource database;

    private final String secret = "secret-" + UUID.randomUUID();
    private Requests requests = new Requests(0);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
    }

    @Test
    void eachKindIsShownWithoutItsSecretAndReachesTheRelaySealed() throws Exception {
        for (Map<String, Object> signIn : List.of(
                basic(),
                Map.<String, Object>of("type", "BEARER", "enabled", true, "token", secret),
                Map.<String, Object>of(
                        "type", "APIKEY", "enabled", true, "apiKeyIdentifier", "X-Key", "apiKeyValue", secret),
                Map.<String, Object>of(
                        "type",
                        "OAUTH",
                        "enabled",
                        true,
                        "tokenUrl",
                        "https://id.example/token",
                        "clientId",
                        "me",
                        "clientSecret",
                        secret,
                        "scopes",
                        List.of("events:read")))) {
            // When
            String apiId = create(signIn);
            Map<String, Object> shown = requests.readApi(apiId);
            requests.makeLive(apiId);

            // Then
            assertThat(shown.toString()).doesNotContain(secret);
            signedIn(apiId).forEach((field, value) -> {
                Object said = signIn.getOrDefault(field, value);
                assertThat(value).as(field).isEqualTo(said.equals(secret) ? "" : said);
            });
            assertThat(secretOf(apiId)).isEqualTo(secret);
        }
        assertThat(tablesThatHold("v1.test-1.")).contains("api", "revision");
        assertThat(tablesThatHold(secret)).isEmpty();
        assertThat(new ControlLog(bootstrapServers, prefix + ".apis").read())
                .noneMatch(row -> row.value() != null && text(row.value()).contains(secret));
    }

    @Test
    void anApiThatIsSentBackAsItIsReadKeepsItsSecret() {
        // Given
        String apiId = create(basic());

        // When
        requests.putApi(apiId, requests.readApi(apiId)).then().statusCode(200);
        requests.makeLive(apiId);

        // Then
        assertThat(secretOf(apiId)).isEqualTo(secret);
    }

    @Test
    void aSecretThatIsGivenAnewIsTheNewOneAndTheBackendIsTheSame() {
        // Given
        String apiId = create(basic());
        requests.makeLive(apiId);
        Endpoint before = deployed(apiId);

        // When
        Map<String, Object> changed = new HashMap<>(basic());
        changed.put("password", "another");
        requests.changeApi(apiId, "endpointConfig", config("http://localhost:8080", changed))
                .then()
                .statusCode(200);
        requests.deploy(apiId, requests.createRevision(apiId)).then().statusCode(201);

        // Then
        assertThat(secretOf(apiId)).isEqualTo("another");
        assertThat(deployed(apiId).hash()).isEqualTo(before.hash());
    }

    @Test
    void anotherUserIsAnotherBackend() {
        // Given
        String apiId = create(basic());
        requests.makeLive(apiId);
        Endpoint before = deployed(apiId);

        // When
        Map<String, Object> changed = new HashMap<>(basic());
        changed.put("username", "jim");
        requests.changeApi(apiId, "endpointConfig", config("http://localhost:8080", changed))
                .then()
                .statusCode(200);
        requests.deploy(apiId, requests.createRevision(apiId)).then().statusCode(201);

        // Then
        assertThat(deployed(apiId).hash()).isNotEqualTo(before.hash());
    }

    @Test
    void whoPointsTheEndpointElsewhereHasToKnowTheSecret() {
        String apiId = create(basic());
        Map<String, Object> hidden = new HashMap<>(basic());
        hidden.put("password", "");

        requests.changeApi(apiId, "endpointConfig", config("http://elsewhere.example:8080", hidden))
                .then()
                .statusCode(400)
                .body("error.code", contains("endpointConfig.endpoint_security.production.password"));
    }

    @Test
    void aBodyWithoutSecurityTakesItAway() {
        String apiId = create(basic());

        requests.changeApi(
                        apiId,
                        "endpointConfig",
                        Map.of("endpoint_type", "http", "production_endpoints", Map.of("url", "http://localhost:8080")))
                .then()
                .statusCode(200)
                .body("endpointConfig.endpoint_security", nullValue());
    }

    @Test
    void aCopyAndARestoredRevisionSignInAsBefore() {
        // Given
        String apiId = create(basic());
        requests.makeLive(apiId);
        String sealed = deployed(apiId).security().secret().orElseThrow().sealed();

        // When
        String copy = requests.copiedApi(apiId, "2.0.0", false);
        requests.makeLive(copy);
        String revision = requests.createRevision(apiId);
        requests.changeApi(apiId, "endpointConfig", Map.of("production_endpoints", Map.of("url", "http://localhost:1")))
                .then()
                .statusCode(200);
        requests.asAdmin()
                .queryParam("revisionId", revision)
                .post(APIS + "/" + apiId + "/restore-revision")
                .then()
                .statusCode(201)
                .body("endpointConfig.endpoint_security.production.username", equalTo("jo"));
        requests.deploy(apiId, requests.createRevision(apiId)).then().statusCode(201);

        // Then
        assertThat(secretOf(copy)).isEqualTo(secret);
        assertThat(deployed(copy).security().secret().orElseThrow().sealed()).isNotEqualTo(sealed);
        assertThat(secretOf(apiId)).isEqualTo(secret);
    }

    private Map<String, Object> basic() {
        return Map.of("type", "BASIC", "enabled", true, "username", "jo", "password", secret);
    }

    private String create(Map<String, Object> signIn) {
        return requests.asAdmin()
                .body(Requests.api(Requests.freshName(), "endpointConfig", config("http://localhost:8080", signIn)))
                .post(APIS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Map<String, Object> config(String url, Map<String, Object> signIn) {
        return Map.of(
                "endpoint_type",
                "http",
                "production_endpoints",
                Map.of("url", url),
                "endpoint_security",
                Map.of("production", signIn));
    }

    private Map<String, Object> signedIn(String apiId) {
        return requests.asAdmin()
                .get(APIS + "/" + apiId)
                .jsonPath()
                .getMap("endpointConfig.endpoint_security.production");
    }

    private Endpoint deployed(String apiId) {
        byte[] record = new ControlLog(bootstrapServers, prefix + ".apis")
                .last("Default/" + apiId)
                .value();
        return Optional.ofNullable(Wire.readApi(record).endpoint(KeyType.PRODUCTION))
                .orElseThrow();
    }

    /** As the relay opens it. */
    private String secretOf(String apiId) {
        EndpointSecurity.Secret sealed = deployed(apiId).security().secret().orElseThrow();
        SecretSeal seal = new SecretSeal(KeyFile.of(List.of(PublisherResource.SECRET_KEY), "keys"), new SecureRandom());
        return text(seal.open(sealed.sealed(), new EndpointPlace(apiId, KeyType.PRODUCTION).of(sealed)));
    }

    private List<String> tablesThatHold(String text) throws SQLException {
        List<String> tables = new ArrayList<>();
        List<String> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet names = statement.executeQuery(TABLES)) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            assertThat(tables).contains("api", "revision", "outbox");
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery(
                        "select count(*) from \"" + table + "\" content where content::text like '%" + text + "%'")) {
                    rows.next();
                    if (rows.getInt(1) > 0) {
                        found.add(table);
                    }
                }
            }
        }
        return found;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
