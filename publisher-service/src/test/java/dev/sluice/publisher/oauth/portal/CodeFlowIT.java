package dev.sluice.publisher.oauth.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.ScriptClient;
import dev.sluice.publisher.TestBrowser;
import dev.sluice.publisher.TestUser;
import dev.sluice.publisher.oauth.authorize.FirstParty;
import dev.sluice.publisher.web.access.Role;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The code flow against somebody who tries to turn it round. */
@PublisherTest
class CodeFlowIT {
    /** RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final Pattern CODE = Pattern.compile("[?&]code=([0-9a-f]{64})(?:&|$)");

    @Inject
    FirstParty portal;

    private Requests requests = new Requests(0);
    private TestBrowser browser = new TestBrowser(0);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
        browser = new TestBrowser(RestAssured.port);
    }

    @Test
    void aCodeGivesAnIdTokenOnceAndNoRestRouteTakesIt() {
        TestUser user = TestUser.with(requests, Role.ADMIN);
        String code = code(user);

        Response tokens = redeem(code, VERIFIER);

        tokens.then().statusCode(200).header("Cache-Control", "no-store").body("token_type", equalTo("Bearer"));
        String idToken = tokens.path("id_token");
        assertThat(payload(idToken))
                .contains("\"sub\":\"" + user.name() + '"', "\"nonce\":\"n\"", "\"aud\":\"sluice-portal\"");
        for (String token : new String[] {idToken, tokens.path("access_token")}) {
            requests.withToken(token).get(Requests.PUBLISHER + "/apis").then().statusCode(401);
            requests.withToken(token).get("/scim2/Users").then().statusCode(401);
            requests.asAdmin()
                    .contentType("application/x-www-form-urlencoded")
                    .formParam("token", token)
                    .post("/oauth2/introspect")
                    .then()
                    .body("active", equalTo(false));
        }
        redeem(code, VERIFIER).then().statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    void aCodeIsNoneForAnotherClientVerifierOrAddress() {
        TestUser user = TestUser.with(requests, Role.CREATOR);
        ScriptClient script = ScriptClient.registered(requests);

        form(script.form(), code(user), VERIFIER)
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("unsupported_grant_type"));
        form(requests.asVisitor(), code(user), VERIFIER)
                .post("/oauth2/token")
                .then()
                .statusCode(401);
        redeem(code(user), "x".repeat(43)).then().statusCode(400).body("error", equalTo("invalid_grant"));
        redeem(code(user), "").then().statusCode(400).body("error", equalTo("invalid_request"));
        form(asPortal(), code(user), VERIFIER)
                .formParam("redirect_uri", "http://127.0.0.1:" + RestAssured.port + "/portal/callback")
                .post("/oauth2/token")
                .then()
                .statusCode(400);
        String spent = code(user);
        redeem(spent, "x".repeat(43)).then().statusCode(400);
        redeem(spent, VERIFIER).then().statusCode(400);
    }

    @Test
    void anotherPasswordEndsCodesThatAreUnderWay() {
        TestUser user = TestUser.with(requests, Role.CREATOR);
        String code = code(user);

        requests.as(user)
                .body(Map.of("currentPassword", user.password(), "newPassword", "another secret"))
                .post(Requests.DEVPORTAL + "/me/change-password")
                .then()
                .statusCode(200);

        redeem(code, VERIFIER).then().statusCode(400);
    }

    @Test
    void withoutPkceThePortalIsToldAndNobodyIsAskedForAPassword() {
        Map<String, String> request = new HashMap<>(request());
        request.put("code_challenge_method", "plain");

        Response back = browser.visit("/oauth2/authorize?" + query(request));

        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(back.header("Location")).startsWith(callback() + "?").contains("error=invalid_request", "state=s");
    }

    @Test
    void aCodeIsSentToThePortalAlone() {
        for (String uri : new String[] {
            "https://evil.example/portal/callback",
            callback() + "/../evil",
            callback() + "?x",
            browser.origin() + "%0d%0a/portal/callback",
            "%20" + callback(),
            "http://localhost:1/portal/callback",
            "http://user@localhost:" + RestAssured.port + "/portal/callback",
            ""
        }) {
            Map<String, String> request = new HashMap<>(request());
            request.put("redirect_uri", uri.replace("?", "%3F"));

            Response refused = browser.visit("/oauth2/authorize?" + query(request));

            assertThat(refused.statusCode()).as(uri).isEqualTo(400);
            assertThat(refused.header("Location")).isNull();
            assertThat(refused.asString()).contains("redirect_uri");
        }
    }

    @Test
    void theEndOfAnotherBrowsersSignInIsNoneOfThisOne() {
        TestUser user = TestUser.with(requests, Role.CREATOR);
        TestBrowser other = new TestBrowser(RestAssured.port);
        Response code = other.submit(other.signInPage("/publisher"), user.name(), user.password());

        Response withoutState = browser.follow(code);
        browser.visit("/portal/sign-in?return=/publisher");
        Response withAnotherState = browser.follow(code);

        for (Response refused : new Response[] {withoutState, withAnotherState, browser.visit("/portal/callback")}) {
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.asString()).contains("was not completed", "/publisher");
        }
        assertThat(browser.cookies()).doesNotContainKey(TestBrowser.SESSION);
        assertThat(other.follow(code).statusCode()).as("its own").isEqualTo(303);
        assertThat(other.follow(code).statusCode()).as("twice").isEqualTo(400);
    }

    @Test
    void whatIsTooLargeIsRefusedUnread() {
        Map<String, String> fields = new HashMap<>(TestBrowser.fields(browser.signInPage("/publisher")));
        fields.put("nonce", "x".repeat(20_000));

        assertThat(browser.submit(fields, "admin", "x").statusCode()).isEqualTo(413);
        fields.put("nonce", "x".repeat(300));
        assertThat(browser.submit(fields, "admin", "x").header("Location")).contains("error=invalid_request");
        assertThat(browser.visit("/portal/sign-in?return=/publisher/" + "x".repeat(2_000))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatTheProviderIsStandsWhereTheStandardHasIt() {
        for (String path :
                new String[] {"/.well-known/openid-configuration", "/oauth2/token/.well-known/openid-configuration"}) {
            requests.asVisitor()
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body("issuer", equalTo("https://localhost:9443/oauth2/token"))
                    .body("authorization_endpoint", equalTo(browser.origin() + "/oauth2/authorize"))
                    .body("jwks_uri", equalTo(browser.origin() + "/oauth2/jwks"))
                    .body("code_challenge_methods_supported", hasItems("S256"));
        }
    }

    private String code(TestUser user) {
        Response page = browser.visit("/oauth2/authorize?" + query(request()));
        Response back = browser.submit(page, user.name(), user.password());
        Matcher code = CODE.matcher(back.header("Location"));
        assertThat(code.find()).as(back.header("Location")).isTrue();
        return code.group(1);
    }

    private Map<String, String> request() {
        return Map.of(
                "response_type", "code",
                "client_id", "sluice-portal",
                "scope", "openid",
                "redirect_uri", callback(),
                "state", "s",
                "nonce", "n",
                "code_challenge", CHALLENGE,
                "code_challenge_method", "S256");
    }

    private String callback() {
        return browser.origin() + "/portal/callback";
    }

    private static String query(Map<String, String> parameters) {
        StringBuilder query = new StringBuilder();
        parameters.forEach((name, value) -> query.append(query.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(value));
        return query.toString();
    }

    private RequestSpecification asPortal() {
        return requests.asVisitor().auth().preemptive().basic("sluice-portal", portal.secret());
    }

    private Response redeem(String code, String verifier) {
        return form(asPortal(), code, verifier)
                .formParam("redirect_uri", callback())
                .post("/oauth2/token");
    }

    private static RequestSpecification form(RequestSpecification request, String code, String verifier) {
        return request.formParam("grant_type", "authorization_code")
                .formParam("code", code)
                .formParam("code_verifier", verifier);
    }

    private static String payload(String jwt) {
        return new String(Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }
}
