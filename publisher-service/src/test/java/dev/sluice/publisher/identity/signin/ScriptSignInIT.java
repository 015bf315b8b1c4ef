package dev.sluice.publisher.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.publisher.HeldDeletion;
import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.ScriptClient;
import dev.sluice.publisher.TestUser;
import dev.sluice.publisher.web.access.Role;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How scripts sign in, as WSO2's do. */
@PublisherTest
class ScriptSignInIT {
    private static final String APIS = Requests.PUBLISHER + "/apis";

    @Inject
    DataSource database;

    private Requests requests = new Requests(0);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
    }

    @Test
    void aScriptRegistersGetsATokenAndUsesTheRest() {
        Response client = requests.asAdmin()
                .body(ScriptClient.registration("rest_api_publisher", "admin"))
                .post(ScriptClient.REGISTER);
        client.then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("clientName", equalTo("rest_api_publisher"))
                .body("callBackURL", equalTo("www.example.org"))
                .body("isSaasApplication", equalTo(true))
                .body("appOwner", equalTo("admin"))
                .body("jsonString", containsString("\"grant_types\":\"password client_credentials refresh_token\""));
        ScriptClient script = new ScriptClient(requests, client.path("clientId"), client.path("clientSecret"));

        Response token = script.password("admin", "admin", "apim:api_view apim:api_create openid");

        token.then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(3600))
                .body("scope", equalTo("apim:api_view apim:api_create"))
                .body("refresh_token", notNullValue());
        requests.withToken(token.path("access_token"))
                .body(Requests.api(Requests.freshName()))
                .post(APIS)
                .then()
                .statusCode(201)
                .body("provider", equalTo("admin"));
    }

    @Test
    void aNameThatRegistersAgainIsTheSameClientAndItsEarlierSecretsGoOn() {
        List<ScriptClient> runs = new ArrayList<>();
        Map<String, Object> body = ScriptClient.registration(Requests.freshName(), "admin");
        for (int run = 0; run < 11; run++) {
            Response client = requests.asAdmin().body(body).post(ScriptClient.REGISTER);
            runs.add(new ScriptClient(requests, client.path("clientId"), client.path("clientSecret")));
        }

        assertThat(runs)
                .extracting(ScriptClient::clientId)
                .containsOnly(runs.getFirst().clientId());
        assertThat(runs).extracting(ScriptClient::clientSecret).doesNotHaveDuplicates();
        assertThat(runs.get(1).clientCredentials("apim:api_view").statusCode()).isEqualTo(200);
        assertThat(runs.get(10).clientCredentials("apim:api_view").statusCode()).isEqualTo(200);
        runs.getFirst()
                .clientCredentials("apim:api_view")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    @Test
    void onlyAnAdminRegistersForOthersAndOnlyByPassword() {
        TestUser user = TestUser.with(requests, Role.CREATOR);
        ScriptClient own = ScriptClient.registered(requests, user.name(), user.password());
        String token = own.password(user, "apim:api_view").path("access_token");

        requests.as(user.name(), user.password())
                .body(ScriptClient.registration("x", "admin"))
                .post(ScriptClient.REGISTER)
                .then()
                .statusCode(400)
                .body("description", containsString("owner"));
        requests.asAdmin()
                .body(ScriptClient.registration("x", user.name()))
                .post(ScriptClient.REGISTER)
                .then()
                .statusCode(200)
                .body("appOwner", equalTo(user.name()));
        requests.asAdmin()
                .body(ScriptClient.registration("x", "nobody-at-all"))
                .post(ScriptClient.REGISTER)
                .then()
                .statusCode(400);
        requests.withToken(token)
                .body(ScriptClient.registration("x", user.name()))
                .post(ScriptClient.REGISTER)
                .then()
                .statusCode(401);
    }

    @Test
    void aWrongRegistrationNamesEveryWrongField() {
        requests.asAdmin()
                .body(Map.of("grantType", "authorization_code", "callbackUrl", "x".repeat(513), "saasApp", "maybe"))
                .post(ScriptClient.REGISTER)
                .then()
                .statusCode(400)
                .body("error.code", equalTo(List.of("clientName", "callbackUrl", "grantType", "saasApp")));
    }

    @Test
    void ofTwoWhoDeleteAClientAtOnceTheSecondDoesNotFindIt() throws Exception {
        ScriptClient client = ScriptClient.registered(requests, "admin", "admin");

        HeldDeletion.meanwhile(
                        database,
                        "delete from registered_client where client_id = '" + client.clientId() + "'",
                        () -> requests.asAdmin().delete(ScriptClient.REGISTER + '/' + client.clientId()))
                .then()
                .statusCode(404);
    }

    @Test
    void aClientIsDeletedByItsOwnerWithAllItsTokens() {
        TestUser user = TestUser.with(requests, Role.CREATOR);
        ScriptClient client = ScriptClient.registered(requests, user.name(), user.password());
        String token = client.clientCredentials("apim:api_view").path("access_token");
        TestUser other = TestUser.with(requests, Role.CREATOR);
        String path = ScriptClient.REGISTER + '/' + client.clientId();

        requests.as(other.name(), other.password()).delete(path).then().statusCode(404);
        requests.withToken(token).get(APIS).then().statusCode(200);
        requests.as(user.name(), user.password()).delete(path).then().statusCode(204);

        requests.withToken(token).get(APIS).then().statusCode(401);
        client.clientCredentials("apim:api_view").then().statusCode(401);
    }

    @Test
    void ofTheScopesAskedForAUserGetsThoseOfItsRoles() {
        TestUser subscriber = TestUser.with(requests, Role.SUBSCRIBER);
        ScriptClient client = ScriptClient.registered(requests);

        client.password(subscriber, "apim:api_view apim:subscribe apim:app_manage apim:nonsense")
                .then()
                .statusCode(200)
                .body("scope", equalTo("apim:subscribe apim:app_manage"));
        client.password(subscriber, "apim:api_create").then().statusCode(200).body("scope", equalTo("default"));
    }

    @Test
    void clientCredentialsActForTheOwnerWithoutARefreshToken() {
        TestUser creator = TestUser.with(requests, Role.CREATOR);
        ScriptClient client = ScriptClient.registered(requests, creator.name(), creator.password());

        Response token = client.clientCredentials("apim:api_create apim:api_publish");

        token.then().statusCode(200).body("scope", equalTo("apim:api_create")).body("refresh_token", nullValue());
        requests.withToken(token.path("access_token"))
                .body(Requests.api(Requests.freshName()))
                .post(APIS)
                .then()
                .statusCode(201)
                .body("provider", equalTo(creator.name()));
    }

    @Test
    void aRefreshTokenIsGoodOnceAndWhoBringsItAgainEndsTheSession() {
        ScriptClient client = ScriptClient.registered(requests);
        Response first = client.password("admin", "admin", "apim:api_view apim:api_create");

        Response second = client.refresh(first.path("refresh_token"));

        second.then().statusCode(200).body("scope", equalTo("apim:api_view apim:api_create"));
        assertThat(second.<String>path("refresh_token")).isNotEqualTo(first.path("refresh_token"));
        requests.withToken(second.path("access_token")).get(APIS).then().statusCode(200);

        client.refresh(first.path("refresh_token"))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_grant"))
                .body("error_description", containsString("used before"));

        client.refresh(second.path("refresh_token")).then().statusCode(400);
        requests.withToken(second.path("access_token")).get(APIS).then().statusCode(401);
        requests.withToken(first.path("access_token")).get(APIS).then().statusCode(401);
    }

    @Test
    void ofManyWhoBringOneRefreshTokenAtOnceOneIsServedAndNoneKeepsTheSession() throws Exception {
        ScriptClient client = ScriptClient.registered(requests);
        String refreshToken = client.password("admin", "admin", "apim:api_view").path("refresh_token");
        List<Callable<Response>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(() -> client.refresh(refreshToken));
        }

        List<Response> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Response> answer : threads.invokeAll(all)) {
                answers.add(answer.get());
            }
        }

        List<Response> served =
                answers.stream().filter(answer -> answer.statusCode() == 200).toList();
        assertThat(served).hasSize(1);
        assertThat(answers).extracting(Response::statusCode).containsOnly(200, 400);
        requests.withToken(served.getFirst().path("access_token"))
                .get(APIS)
                .then()
                .statusCode(401);
    }

    @Test
    void aRefreshMayAskForLessAndNeverForMore() {
        ScriptClient client = ScriptClient.registered(requests);
        Response first = client.password("admin", "admin", "apim:api_view apim:api_create");

        client.refresh(first.path("refresh_token"), "apim:api_view apim:admin")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_scope"))
                .body("error_description", containsString("apim:admin"));
        Response less = client.refresh(first.path("refresh_token"), "apim:api_view");
        less.then().statusCode(200).body("scope", equalTo("apim:api_view"));
        client.refresh(less.path("refresh_token"))
                .then()
                .statusCode(200)
                .body("scope", equalTo("apim:api_view apim:api_create"));
    }

    @Test
    void tokensOfAnotherClientAreOfNoUse() {
        ScriptClient client = ScriptClient.registered(requests);
        ScriptClient thief = ScriptClient.registered(requests);
        Response tokens = client.password("admin", "admin", "apim:api_view");

        thief.refresh(tokens.path("refresh_token")).then().statusCode(400).body("error", equalTo("invalid_grant"));
        thief.revoke(tokens.path("access_token")).then().statusCode(400).body("error", equalTo("unauthorized_client"));
        thief.introspect(tokens.path("access_token"))
                .then()
                .statusCode(200)
                .body("active", equalTo(false))
                .body("size()", equalTo(1));

        requests.withToken(tokens.path("access_token")).get(APIS).then().statusCode(200);
        client.refresh(tokens.path("refresh_token")).then().statusCode(200);
    }

    @Test
    void aRevokedAccessTokenIsOverAndWithARefreshTokenTheWholeSession() {
        ScriptClient client = ScriptClient.registered(requests);
        Response tokens = client.password("admin", "admin", "apim:api_view");

        client.revoke(tokens.path("access_token")).then().statusCode(200);
        requests.withToken(tokens.path("access_token")).get(APIS).then().statusCode(401);
        Response refreshed = client.refresh(tokens.path("refresh_token"));
        refreshed.then().statusCode(200);
        client.revoke(refreshed.path("refresh_token")).then().statusCode(200);

        requests.withToken(refreshed.path("access_token")).get(APIS).then().statusCode(401);
        client.refresh(refreshed.path("refresh_token")).then().statusCode(400);
        client.revoke("nonsense").then().statusCode(200);
    }

    @Test
    void introspectionTellsClientsOfTheirOwnTokensAndAdminsOfAll() {
        ScriptClient client = ScriptClient.registered(requests);
        TestUser user = TestUser.with(requests, Role.CREATOR);
        Response tokens = client.password(user, "apim:api_view");
        String application = requests.createApplication();
        Response keys = requests.generateKeys(application);
        String forGateways = requests.token(keys.path("consumerKey"), keys.path("consumerSecret"))
                .path("access_token");

        client.introspect(tokens.path("access_token"))
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("active", equalTo(true))
                .body("scope", equalTo("apim:api_view"))
                .body("client_id", equalTo(client.clientId()))
                .body("username", equalTo(user.name()))
                .body("token_type", equalTo("Bearer"))
                .body("exp", notNullValue());
        introspectAsAdmin(forGateways)
                .then()
                .statusCode(200)
                .body("active", equalTo(true))
                .body("client_id", equalTo(keys.path("consumerKey")))
                .body("iss", equalTo("https://localhost:9443/oauth2/token"));
        introspectAsAdmin(tokens.path("refresh_token"))
                .then()
                .body("active", equalTo(true))
                .body("token_type", equalTo("refresh_token"));
        introspectAsAdmin("nonsense").then().statusCode(200).body("active", equalTo(false));
        requests.asVisitor()
                .auth()
                .preemptive()
                .basic(user.name(), user.password())
                .formParam("token", tokens.<String>path("access_token"))
                .post("/oauth2/introspect")
                .then()
                .statusCode(401);

        requests.asVisitor()
                .auth()
                .preemptive()
                .basic(keys.path("consumerKey"), keys.path("consumerSecret"))
                .formParam("token", forGateways)
                .post("/oauth2/revoke")
                .then()
                .statusCode(200);
        introspectAsAdmin(forGateways).then().body("active", equalTo(false));
    }

    private Response introspectAsAdmin(String token) {
        return requests.asVisitor()
                .auth()
                .preemptive()
                .basic("admin", "admin")
                .formParam("token", token)
                .post("/oauth2/introspect");
    }

    @Test
    void whatIsWrongWithATokenRequestIsSaidInTheWordsOfRfc6749() {
        ScriptClient client = ScriptClient.registered(requests);
        ScriptClient narrow = registeredFor("client_credentials");

        client.password("admin", "wrong", "apim:api_view")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_grant"));
        client.form()
                .formParam("grant_type", "password")
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        client.form()
                .formParam("grant_type", "authorization_code")
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("unsupported_grant_type"));
        narrow.password("admin", "admin", "apim:api_view")
                .then()
                .statusCode(400)
                .body("error", equalTo("unauthorized_client"));
        client.refresh("nonsense").then().statusCode(400).body("error", equalTo("invalid_grant"));
        new ScriptClient(requests, client.clientId(), "wrong")
                .clientCredentials("apim:api_view")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    private ScriptClient registeredFor(String grants) {
        Response client = requests.asAdmin()
                .body(Map.of("clientName", Requests.freshName(), "grantType", grants))
                .post(ScriptClient.REGISTER);
        return new ScriptClient(requests, client.path("clientId"), client.path("clientSecret"));
    }

    @Test
    void aTokenForTheGatewaysOpensNoRestRoute() {
        Response keys = requests.generateKeys(requests.createApplication());
        String forGateways = requests.token(keys.path("consumerKey"), keys.path("consumerSecret"))
                .path("access_token");

        requests.withToken(forGateways).get(APIS).then().statusCode(401).body("code", equalTo(900901));
    }
}
