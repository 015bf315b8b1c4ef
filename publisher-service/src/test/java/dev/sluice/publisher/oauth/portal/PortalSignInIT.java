package dev.sluice.publisher.oauth.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.ScriptClient;
import dev.sluice.publisher.TestBrowser;
import dev.sluice.publisher.TestUser;
import dev.sluice.publisher.identity.portal.PortalSessions;
import dev.sluice.publisher.identity.portal.ProviderSession;
import dev.sluice.publisher.web.access.Role;
import io.restassured.RestAssured;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a person signs in with a browser, and what holds while the session lasts. */
@PublisherTest
class PortalSignInIT {
    private static final String APIS = Requests.PUBLISHER + "/apis";

    @Inject
    PortalSessions sessions;

    @Inject
    ForeignProvider foreign;

    @Inject
    DataSource database;

    private Requests requests = new Requests(0);
    private TestBrowser browser = new TestBrowser(0);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
        browser = new TestBrowser(RestAssured.port);
    }

    @Test
    void aPersonSignsInAndThePagesUseTheRestWithTheCookieAlone() {
        TestUser user = TestUser.with(requests, Role.CREATOR, Role.PUBLISHER);

        Response last = browser.signIn(user, "/publisher/apis%3Fquery%3Da");

        assertThat(last.statusCode()).isEqualTo(303);
        assertThat(last.header("Location")).isEqualTo("/publisher/apis?query=a");
        browser.asPage()
                .get("/portal/session")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("user", equalTo(user.name()))
                .body("roles", contains("creator", "publisher"))
                .body("scopes", hasItem("apim:api_create"))
                .body("idleTimeoutSeconds", equalTo(1800))
                .body("mustChangePassword", equalTo(false));
        assertThat(Instant.parse(browser.asPage().get("/portal/session").path("expiresAt")))
                .isBetween(Instant.now().plusSeconds(1700), Instant.now().plusSeconds(1801));
        browser.asPage()
                .body(Requests.api(Requests.freshName()))
                .post(APIS)
                .then()
                .statusCode(201)
                .body("provider", equalTo(user.name()));
        assertThat(browser.visit("/portal/sign-in?return=/devportal").header("Location"))
                .as("who has signed in goes on at once")
                .isEqualTo("/devportal");
    }

    @Test
    void theCookieIsOutOfReachOfScriptsAndOfOtherSites() {
        TestUser user = TestUser.with(requests, Role.CREATOR);
        Response code = browser.submit(browser.signInPage("/publisher"), user.name(), user.password());

        Response back = browser.follow(code);

        Cookie cookie = back.detailedCookie(TestBrowser.SESSION);
        assertThat(cookie.isSecured()).isTrue();
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Lax");
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getDomain()).isNull();
        assertThat(cookie.getValue()).matches("[0-9a-f]{64}");
        assertThat(browser.cookies().keySet()).containsExactlyInAnyOrder(TestBrowser.SESSION, "__Host-sluice-form");
        assertThat(back.headers().getValues("Set-Cookie")).noneMatch(each -> each.startsWith("q_session"));
    }

    @Test
    void withoutASessionTheRestAnswersWithJsonAndNeverWithARedirect() {
        for (Map<String, String> cookies : List.of(Map.<String, String>of(), Map.of(TestBrowser.SESSION, "wrong"))) {
            browser.cookies().putAll(cookies);
            for (String path : List.of(APIS, "/portal/session", "/scim2/Users", Requests.DEVPORTAL + "/applications")) {
                Response refused = browser.asPage().get(path);

                refused.then().statusCode(401).contentType("application/json").body("code", equalTo(900902));
                assertThat(refused.headers().getValues("WWW-Authenticate"))
                        .as("a browser would ask for a password by itself")
                        .noneMatch(challenge -> challenge.startsWith("Basic"));
            }
            browser.asPage().get(Requests.DEVPORTAL + "/apis").then().statusCode(200);
        }
    }

    @Test
    void aWrongPasswordIsToldInThePageAndTheNameStays() {
        TestUser user = TestUser.with(requests, Role.CREATOR);
        Response page = browser.signInPage("/publisher");

        Response again = browser.submit(page, user.name(), "a guess");

        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.asString())
                .contains("role=\"alert\"", "The user name or the password is wrong.", "value=\"" + user.name() + '"')
                .doesNotContain("a guess", "<script");
        assertThat(browser.submit(again, user.name(), user.password()).statusCode())
                .isEqualTo(303);
    }

    @Test
    void guessingIsSlowedDownAsByRestAndThePageSaysForHowLong() {
        TestUser user = TestUser.with(requests, Role.CREATOR);
        Response page = browser.signInPage("/publisher");
        for (int i = 0; i < 5; i++) {
            assertThat(browser.submit(page, user.name(), "guess " + i).statusCode())
                    .isEqualTo(400);
        }

        Response slowed = browser.submit(page, user.name(), user.password());

        assertThat(slowed.statusCode()).isEqualTo(429);
        String seconds = slowed.header("Retry-After");
        assertThat(slowed.asString()).contains("Too many sign-ins have failed. Try again in " + seconds + " second");
        requests.as(user).get(APIS).then().statusCode(429);
    }

    @Test
    void thePageRunsNoScriptLoadsNothingAndIsNotFramed() {
        Response page = browser.signInPage("/publisher");

        page.then().statusCode(200).contentType("text/html").header("Cache-Control", "no-store");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(page.asString())
                .contains("autocomplete=\"current-password\"", "<label for=\"password\">", "lang=\"en\"")
                .doesNotContain("<script");
    }

    @Test
    void whatIsTypedIsShownAsTextOnly() {
        Response page = browser.signInPage("/publisher");

        Response again = browser.submit(page, "\"><script>alert(1)</script>", "x");

        assertThat(again.asString()).doesNotContain("<script").contains("&quot;&gt;&lt;script&gt;");
    }

    @Test
    void aFormOfAnotherSiteOrBrowserIsRefused() {
        TestUser user = TestUser.with(requests, Role.CREATOR);
        Map<String, String> fields = TestBrowser.fields(browser.signInPage("/publisher"));

        Response foreign = browser.request()
                .header("Origin", "https://evil.example")
                .formParams(fields)
                .formParam("username", user.name())
                .formParam("password", user.password())
                .post("/oauth2/authorize");
        Response ofAnother = new TestBrowser(RestAssured.port).submit(fields, user.name(), user.password());

        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(ofAnother.statusCode()).isEqualTo(400);
        assertThat(ofAnother.asString()).contains("cookie");
        assertThat(browser.submit(fields, user.name(), user.password()).statusCode())
                .isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost"})
    void aPageOfAnotherSiteChangesNothingWithTheCookie(String origin) {
        TestUser user = TestUser.with(requests, Role.CREATOR);
        browser.signIn(user, "/publisher");

        for (String path : List.of(APIS, "/portal/sign-out")) {
            browser.request()
                    .header("Origin", origin)
                    .contentType("application/json")
                    .body("{}")
                    .post(path)
                    .then()
                    .statusCode(403)
                    .body("code", equalTo(403));
            browser.request()
                    .header("Sec-Fetch-Site", "same-site")
                    .contentType("text/plain")
                    .body("{}")
                    .post(path)
                    .then()
                    .statusCode(403);
        }
        browser.asPage().get("/portal/session").then().statusCode(200);
    }

    @Test
    void signOutEndsTheSessionWhereverItsCookieIs() {
        TestUser user = TestUser.with(requests, Role.CREATOR);
        browser.signIn(user, "/publisher");
        browser.asPage().get(APIS).then().statusCode(200);

        Response out = browser.asPage().post("/portal/sign-out");

        out.then().statusCode(200).body("redirect", nullValue());
        assertThat(out.detailedCookie(TestBrowser.SESSION).getMaxAge()).isZero();
        browser.asPage().get(APIS).then().statusCode(401);
        browser.asPage().get("/portal/session").then().statusCode(401);
        browser.asPage().post("/portal/sign-out").then().statusCode(200);
    }

    @Test
    void aRoleThatIsTakenAwayIsGoneAtOnceAndIsNoEndOfTheSession() {
        TestUser user = TestUser.with(requests, Role.CREATOR);
        browser.signIn(user, "/publisher");

        replace(user, true, Role.SUBSCRIBER).then().statusCode(200);

        browser.asPage().get(APIS).then().statusCode(403).body("code", equalTo(900910));
        browser.asPage()
                .body(Requests.api(Requests.freshName()))
                .post(APIS)
                .then()
                .statusCode(403);
        browser.asPage().get("/portal/session").then().statusCode(200).body("roles", contains("subscriber"));
    }

    @Test
    void aUserWhoIsSetInactiveOrGetsAnotherPasswordHasNoSessionAnyMore() {
        TestUser inactive = TestUser.with(requests, Role.CREATOR);
        TestUser changed = TestUser.with(requests, Role.CREATOR);
        TestBrowser first = TestBrowser.of(RestAssured.port, inactive);
        TestBrowser second = TestBrowser.of(RestAssured.port, changed);

        replace(inactive, false, Role.CREATOR).then().statusCode(200);
        requests.asAdmin()
                .body(TestUser.body(changed.name(), "another secret", true, Role.CREATOR))
                .put(TestUser.USERS + '/' + changed.id())
                .then()
                .statusCode(200);

        first.asPage().get(APIS).then().statusCode(401);
        second.asPage().get(APIS).then().statusCode(401);
        replace(inactive, true, Role.CREATOR).then().statusCode(200);
        first.asPage().get(APIS).then().statusCode(401);
    }

    private Response replace(TestUser user, boolean active, Role... roles) {
        return requests.asAdmin()
                .body(TestUser.body(user.name(), "", active, roles))
                .put(TestUser.USERS + '/' + user.id());
    }

    @Test
    void whoChangesTheOwnPasswordStaysSignedInHereAndNowhereElse() {
        TestUser user = TestUser.with(requests, Role.CREATOR);
        TestBrowser here = TestBrowser.of(RestAssured.port, user);
        TestBrowser elsewhere = TestBrowser.of(RestAssured.port, user);
        String token = ScriptClient.registered(requests, user.name(), user.password())
                .password(user, "apim:api_view")
                .path("access_token");

        here.asPage()
                .body(Map.of("currentPassword", user.password(), "newPassword", "another secret"))
                .post(Requests.DEVPORTAL + "/me/change-password")
                .then()
                .statusCode(200);

        here.asPage().get(APIS).then().statusCode(200);
        elsewhere.asPage().get(APIS).then().statusCode(401);
        requests.withToken(token).get(APIS).then().statusCode(401);
        requests.as(user).get(APIS).then().statusCode(401);
    }

    @Test
    void aSessionIsNotEnoughWhereAPasswordIsNeeded() {
        browser.signIn(TestUser.with(requests, Role.ADMIN), "/admin");

        browser.asPage()
                .body(ScriptClient.registration(Requests.freshName(), "admin"))
                .post(ScriptClient.REGISTER)
                .then()
                .statusCode(403)
                .body("code", equalTo(900910));
    }

    @Test
    void whatAPageAsksForByItselfDoesNotProlongTheSession() throws Exception {
        TestUser user = TestUser.with(requests, Role.CREATOR);
        browser.signIn(user, "/publisher");
        execute("update portal_session set used_at = used_at - interval '20 minutes' where user_name = ?", user.name());

        browser.asPage().header("Sluice-Background", "true").get(APIS).then().statusCode(200);

        assertThat(remaining()).isLessThan(Duration.ofMinutes(11));
        browser.asPage().header("Sluice-Background", "false").get(APIS).then().statusCode(200);
        assertThat(remaining()).isGreaterThan(Duration.ofMinutes(29));
    }

    private Duration remaining() {
        return Duration.between(
                Instant.now(),
                Instant.parse(browser.asPage().get("/portal/session").path("expiresAt")));
    }

    @Test
    void aPasswordThatIsSetWithoutThisServiceEndsSessionsToo() throws Exception {
        TestUser user = TestUser.with(requests, Role.CREATOR);
        browser.signIn(user, "/publisher");

        execute("update users set password_hash = password_hash || 'x' where name = ?", user.name());

        browser.asPage().get(APIS).then().statusCode(401);
    }

    @Test
    void signOutEndsASessionWhoseProvidersTokenCannotBeOpened() throws Exception {
        TestUser user = TestUser.with(requests, Role.CREATOR);
        String cookie = sessions.open(user.name(), new ProviderSession("https://id.example/end", "a.b.c"))
                .reveal();
        browser.cookies().put(TestBrowser.SESSION, cookie);
        browser.asPage().get(APIS).then().statusCode(200);
        execute("update portal_session set id_token = 'of another key' where user_name = ?", user.name());

        browser.asPage().post("/portal/sign-out").then().statusCode(200).body("redirect", nullValue());

        browser.asPage().get(APIS).then().statusCode(401);
    }

    private void execute(String sql, String name) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"//portal/sign-in", "/portal/./sign-in", "/portal/sign%2Din"})
    void signInBeginsAtItsOwnPathAlone(String path) throws Exception {
        URI uri = URI.create("http://localhost:" + RestAssured.port + path + "?return=/publisher");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> refused =
                    client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(refused.statusCode()).isBetween(400, 404);
            assertThat(refused.headers().firstValue("Location")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"sub\":null}", "{\"sub\":\" \"}", "{\"sub\":7}"})
    void anIdTokenThatDoesNotSayWhoseItIsGivesNoAccount(String claims) {
        JsonObject token = new JsonObject(claims).put("iss", "https://id.example");
        token.put("preferred_username", Requests.freshName());

        assertThatThrownBy(() -> foreign.accountOf(token)).isInstanceOf(SignInRefusedException.class);
    }

    @Test
    void aCookieThatWasThereBeforeIsNotTheSession() {
        TestUser user = TestUser.with(requests, Role.CREATOR);
        TestUser other = TestUser.with(requests, Role.CREATOR);
        String planted = "a".repeat(64);
        browser.cookies().put(TestBrowser.SESSION, planted);
        browser.signIn(user, "/publisher");
        String first = browser.cookies().get(TestBrowser.SESSION);
        assertThat(first).isNotEqualTo(planted);

        TestBrowser evil = new TestBrowser(RestAssured.port);
        Response page = evil.signInPage("/publisher");
        evil.cookies().put(TestBrowser.SESSION, String.valueOf(first));
        evil.follow(evil.submit(page, other.name(), other.password()));

        assertThat(evil.cookies().get(TestBrowser.SESSION)).isNotEqualTo(first);
        browser.asPage().get("/portal/session").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "%2F%2Fevil.example",
                "/%5Cevil.example",
                "https:%2F%2Fevil.example%2Fpublisher",
                "/publisher&return=//evil.example",
                "/publisher%0d%0aSet-Cookie:%20a=b",
                ""
            })
    void afterSignInNoOtherSiteFollows(String target) {
        for (TestBrowser each : List.of(browser, TestBrowser.of(RestAssured.port, TestUser.with(requests)))) {
            Response refused = each.visit("/portal/sign-in?return=" + target);

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.header("Location")).isNull();
            assertThat(refused.contentType()).startsWith("text/html");
        }
    }

    @Test
    void atAnAddressThatThePublisherDoesNotKnowItSaysSo() {
        Response refused = RestAssured.given()
                .redirects()
                .follow(false)
                .header("Host", "portal.example")
                .get("/portal/sign-in?return=/publisher");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.asString()).contains("sluice.publisher.origins");
    }

    @Test
    void thePagesKnowTheInstallationBeforeSignIn() {
        browser.asPage()
                .get("/portal/settings")
                .then()
                .statusCode(200)
                .body("environments[0].name", equalTo("Default"))
                .body("environments[0].gateways.https", equalTo("https://localhost:8243"))
                .body("signUp", equalTo("off"))
                .body("ownAccounts", equalTo(true));
    }
}
