package dev.sluice.publisher;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.security.KeyStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The requests that scripts send, against one publisher. */
public final class Requests {
    public static final String PUBLISHER = "/api/am/publisher/v4";
    public static final String DEVPORTAL = "/api/am/devportal/v3";

    private final int port;
    private final @Nullable KeyStore trusted;
    private final String user;
    private final String password;

    public Requests(int port) {
        this(port, null);
    }

    /** @param trusted the server's certificate; {@code null} = plain HTTP */
    public Requests(int port, @Nullable KeyStore trusted) {
        this(port, trusted, "admin", "admin");
    }

    private Requests(int port, @Nullable KeyStore trusted, String user, String password) {
        this.port = port;
        this.trusted = trusted;
        this.user = user;
        this.password = password;
    }

    /** The same, but what these make and change is this user's, not the admin's. */
    public Requests of(TestUser other) {
        return new Requests(port, trusted, other.name(), other.password());
    }

    /** As the user whose requests these are. */
    public RequestSpecification asSelf() {
        return as(user, password);
    }

    public RequestSpecification asAdmin() {
        return as("admin", "admin");
    }

    public RequestSpecification as(String user, String password) {
        return asVisitor().auth().preemptive().basic(user, password).contentType(ContentType.JSON);
    }

    public RequestSpecification as(TestUser user) {
        return as(user.name(), user.password());
    }

    public RequestSpecification withToken(String token) {
        return asVisitor().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }

    public RequestSpecification asVisitor() {
        RequestSpecification request = given().filter(new ContractFilter()).port(port);
        return trusted == null ? request : request.baseUri("https://localhost").trustStore(trusted);
    }

    public static Map<String, Object> api(String name) {
        return Map.of(
                "name",
                name,
                "context",
                "/" + name.toLowerCase(java.util.Locale.ROOT),
                "version",
                "1.0.0",
                "type",
                "SSE",
                "endpointConfig",
                Map.of("endpoint_type", "http", "production_endpoints", Map.of("url", "http://localhost:8080")),
                "operations",
                List.of(Map.of("target", "/*", "verb", "SUBSCRIBE")));
    }

    /** An API with other values in some fields, in the same order in each JVM; {@code null} takes a field away. */
    public static Map<String, Object> api(String name, @Nullable Object... changes) {
        Map<String, Object> body = new LinkedHashMap<>(new TreeMap<>(api(name)));
        for (int i = 0; i < changes.length; i += 2) {
            String field = String.valueOf(changes[i]);
            Object value = changes[i + 1];
            if (value == null) {
                body.remove(field);
            } else {
                body.put(field, value);
            }
        }
        return body;
    }

    /** An API as it is read, to be sent back. */
    public Map<String, Object> readApi(String apiId) {
        return asSelf().get(PUBLISHER + "/apis/" + apiId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("$");
    }

    /** A text of an API. */
    public String field(String apiId, String name) {
        return asSelf().get(PUBLISHER + "/apis/" + apiId).path(name);
    }

    public Response putApi(String apiId, Map<String, Object> body) {
        return asSelf().body(body).put(PUBLISHER + "/apis/" + apiId);
    }

    /** Reads an API, changes one field, and sends it back. */
    public Response changeApi(String apiId, String field, Object value) {
        Map<String, Object> body = new LinkedHashMap<>(readApi(apiId));
        body.put(field, value);
        return putApi(apiId, body);
    }

    public Response copyApi(String apiId, String newVersion, boolean isDefault) {
        return asSelf().queryParam("apiId", apiId)
                .queryParam("newVersion", newVersion)
                .queryParam("defaultVersion", isDefault)
                .post(PUBLISHER + "/apis/copy-api");
    }

    public String copiedApi(String apiId, String newVersion, boolean isDefault) {
        return copyApi(apiId, newVersion, isDefault)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public static String freshName() {
        return "Api" + UUID.randomUUID().toString().substring(0, 8);
    }

    public String createApi(String name) {
        return asSelf().body(api(name))
                .post(PUBLISHER + "/apis")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public String createRevision(String apiId) {
        return asSelf().body(Map.of("description", "first"))
                .post(PUBLISHER + "/apis/" + apiId + "/revisions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public Response deploy(String apiId, String revisionId) {
        return deployment("deploy-revision", apiId, revisionId);
    }

    public Response undeploy(String apiId, String revisionId) {
        return deployment("undeploy-revision", apiId, revisionId);
    }

    private Response deployment(String action, String apiId, String revisionId) {
        return asSelf().queryParam("revisionId", revisionId)
                .body(List.of(Map.of("name", "Default", "vhost", "localhost", "displayOnDevportal", true)))
                .post(PUBLISHER + "/apis/" + apiId + "/" + action);
    }

    public Response publish(String apiId) {
        return changeLifecycle(apiId, "Publish");
    }

    public Response changeLifecycle(String apiId, String action) {
        return asSelf().queryParam("action", action)
                .queryParam("apiId", apiId)
                .post(PUBLISHER + "/apis/change-lifecycle");
    }

    /** An API that is deployed and published. */
    public String liveApi() {
        String apiId = createApi(freshName());
        makeLive(apiId);
        return apiId;
    }

    public void makeLive(String apiId) {
        deploy(apiId, createRevision(apiId)).then().statusCode(201);
        publish(apiId).then().statusCode(200);
    }

    public String createApplication() {
        return asSelf().body(Map.of("name", freshName(), "throttlingPolicy", "Unlimited"))
                .post(DEVPORTAL + "/applications")
                .then()
                .statusCode(201)
                .extract()
                .path("applicationId");
    }

    public Response generateKeys(String applicationId) {
        return asSelf().body(Map.of("keyType", "PRODUCTION", "grantTypesToBeSupported", List.of("client_credentials")))
                .post(DEVPORTAL + "/applications/" + applicationId + "/generate-keys");
    }

    public Response subscribe(String applicationId, String apiId) {
        return asSelf().body(
                        Map.of("applicationId", applicationId, "apiId", apiId, "throttlingPolicy", "AsyncUnlimited"))
                .post(DEVPORTAL + "/subscriptions");
    }

    /** A production key. */
    public Response apiKey(String applicationId, Map<String, Object> body) {
        return asSelf().body(body).post(DEVPORTAL + "/applications/" + applicationId + "/api-keys/PRODUCTION/generate");
    }

    public Response token(String consumerKey, String consumerSecret) {
        return asVisitor()
                .auth()
                .preemptive()
                .basic(consumerKey, consumerSecret)
                .formParam("grant_type", "client_credentials")
                .post("/oauth2/token");
    }
}
