package dev.sluice.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.sluice.embedded.FreePorts;
import dev.sluice.publisher.web.access.Role;
import dev.sluice.testsupport.KafkaBroker;
import dev.sluice.testsupport.PostgresServer;
import dev.sluice.testsupport.TestDatabase;
import io.restassured.response.Response;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** Sign-in to the packaged service: at two of them behind a balancer, and with another provider. */
@Timeout(180)
class PortalProcessIT {
    private static final String APIS = Requests.PUBLISHER + "/apis";
    private static final String CHANGE = Requests.DEVPORTAL + "/me/change-password";
    private static final String FORWARDED = "X-Forwarded-For";
    private static final String ELSEWHERE = "203.0.113.9";

    private final TestDatabase database = PostgresServer.freshDatabase();
    private final String prefix = KafkaBroker.freshPrefix();

    @Test
    void twoPublishersEachDoAPartOfASignInAndASessionHoldsAtBoth() throws Exception {
        int balancer = FreePorts.any();
        Map<String, String> settings = Map.of(
                "sluice.secrets.key-file",
                file(PublisherResource.SECRET_KEY),
                "sluice.publisher.origins",
                "https://localhost:" + balancer,
                "quarkus.http.proxy.proxy-address-forwarding",
                "true",
                "quarkus.http.proxy.trusted-proxies",
                "127.0.0.1");
        try (PublisherProcess first = start("publisher-1", settings);
                PublisherProcess second = start("publisher-2", settings)) {
            first.awaitReady();
            second.awaitReady();
            TestUser user = TestUser.with(first.requests(), Role.CREATOR);
            TestBrowser here = first.browser(balancer);
            TestBrowser there = here.at(second.port());

            // When
            Response page = there.follow(here.visit("/portal/sign-in?return=/publisher"));
            Response code = here.submit(page, user.name(), user.password());
            Response back = there.follow(code);

            // Then
            assertThat(back.statusCode()).as(back.asString()).isEqualTo(303);
            assertThat(here.follow(back).header("Location")).isEqualTo("/publisher");
            here.asPage().get(APIS).then().statusCode(200);
            there.asPage().get(APIS).then().statusCode(200);

            // When
            there.asPage().post("/portal/sign-out").then().statusCode(200);

            // Then
            here.asPage().get(APIS).then().statusCode(401);

            // When
            here.signIn(user, "/publisher");
            first.requests()
                    .asAdmin()
                    .body(TestUser.body(user.name(), "", false, Role.CREATOR))
                    .put(TestUser.USERS + '/' + user.id())
                    .then()
                    .statusCode(200);

            // Then
            there.asPage().get(APIS).then().statusCode(401);
            theFirstAdminChangesThePasswordWhenItComesFromElsewhere(second.browser(balancer));
        }
    }

    private static void theFirstAdminChangesThePasswordWhenItComesFromElsewhere(TestBrowser browser) {
        browser.signIn(new TestUser("admin", "admin", ""), "/admin");
        browser.asPage().get("/portal/session").then().body("mustChangePassword", equalTo(false));
        browser.asPage().get(APIS).then().statusCode(200);
        browser.asPage()
                .header(FORWARDED, ELSEWHERE)
                .get("/portal/session")
                .then()
                .body("mustChangePassword", equalTo(true));
        browser.asPage()
                .header(FORWARDED, ELSEWHERE)
                .get(APIS)
                .then()
                .statusCode(403)
                .body("description", containsString("change-password"));
        browser.asPage()
                .header(FORWARDED, ELSEWHERE)
                .body(Map.of("currentPassword", "admin", "newPassword", "another secret"))
                .post(CHANGE)
                .then()
                .statusCode(200);
        browser.asPage().header(FORWARDED, ELSEWHERE).get(APIS).then().statusCode(200);
        browser.asPage()
                .header(FORWARDED, ELSEWHERE)
                .get("/portal/session")
                .then()
                .body("mustChangePassword", equalTo(false));
    }

    @Test
    @EnabledIf(value = "dev.sluice.publisher.TestProvider#canRun", disabledReason = "no Node.js 20 or newer with npm")
    void anotherProviderSignsIn() throws Exception {
        int providerPort = FreePorts.any();
        Map<String, String> settings = Map.of(
                "sluice.publisher.sign-in.provider.issuer-url",
                TestProvider.url(providerPort),
                "sluice.publisher.sign-in.provider.client-id",
                TestProvider.CLIENT_ID,
                "sluice.publisher.sign-in.provider.client-secret-file",
                file(TestProvider.CLIENT_SECRET),
                "sluice.publisher.sign-in.provider.roles-claim",
                "realm_access/roles",
                "sluice.publisher.sign-in.provider.roles",
                "staff:creator,staff:publisher,ops:admin",
                "sluice.publisher.sign-in.provider.allow-private",
                "true",
                "sluice.publisher.outbound.allow-private",
                "true");
        try (PublisherProcess publisher = start("publisher-1", settings).awaitReady()) {
            TestBrowser browser = publisher.browser(publisher.port());

            // When
            Response away = browser.visit("/portal/sign-in?return=/publisher");

            // Then
            assertThat(away.statusCode()).as(away.asString()).isEqualTo(503);
            assertThat(away.asString()).contains("Sign-in is not possible now");
            browser.asPage().get("/portal/settings").then().body("ownAccounts", equalTo(false));
            publisher.requests().asAdmin().get(APIS).then().statusCode(200);

            try (TestProvider provider = TestProvider.start(providerPort, publisher.port())) {
                // When
                provider.user(
                        "{\"sub\":\"7\",\"preferred_username\":\"zoe\",\"realm_access\":{\"roles\":[\"staff\",\"x\"]}}");
                assertThat(signIn(browser, provider).statusCode()).isEqualTo(303);

                // Then
                browser.asPage()
                        .get("/portal/session")
                        .then()
                        .statusCode(200)
                        .body("user", equalTo("zoe"))
                        .body("roles", contains("creator", "publisher"));
                browser.asPage().get(APIS).then().statusCode(200);
                publisher.requests().as("zoe", "").get(APIS).then().statusCode(401);

                // When
                Response out = browser.asPage().post("/portal/sign-out");

                // Then
                out.then().statusCode(200);
                assertThat(out.<String>path("redirect"))
                        .startsWith(TestProvider.url(providerPort) + "/session/end?id_token_hint=")
                        .contains("post_logout_redirect_uri=https%3A%2F%2Flocalhost%3A" + publisher.port()
                                + "%2Fpublisher");

                // When
                provider.user(
                        "{\"sub\":\"7\",\"preferred_username\":\"zoe.new\",\"realm_access\":{\"roles\":\"ops\"}}");
                signIn(browser, provider);

                // Then
                browser.asPage()
                        .get("/portal/session")
                        .then()
                        .body("user", equalTo("zoe"))
                        .body("roles", contains("admin"));
                browser.asPage().post("/portal/sign-out").then().statusCode(200);

                // When
                provider.user("{\"sub\":\"8\",\"preferred_username\":\"admin\",\"realm_access\":{\"roles\":\"ops\"}}");
                Response taken = signIn(publisher.browser(publisher.port()), provider);

                // Then
                assertThat(taken.statusCode()).isEqualTo(403);
                assertThat(taken.asString()).contains("another user of your name");
                publisher.requests().asAdmin().get(APIS).then().statusCode(200);
                aClientOfItIsMapped(publisher.requests(), provider, TestProvider.url(providerPort));
            }
        }
    }

    private static void aClientOfItIsMapped(Requests requests, TestProvider provider, String issuer) throws Exception {
        // Given
        String path = "/api/am/admin/v4/key-managers/"
                + requests.asAdmin()
                        .body(Map.of(
                                "name",
                                "corp",
                                "type",
                                "any",
                                "issuer",
                                issuer,
                                "audiences",
                                List.of("sluice"),
                                "certificates",
                                Map.of("type", "JWKS", "value", issuer + "/jwks")))
                        .post("/api/am/admin/v4/key-managers")
                        .path("id");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> requests.asAdmin().get(path).then().body("keySet.keyIds", not(empty())));
        String mapKeys = Requests.DEVPORTAL + "/applications/" + requests.createApplication() + "/map-keys";

        // When
        Response mapped = requests.asAdmin()
                .body(Map.of(
                        "consumerKey",
                        "events",
                        "keyManager",
                        "corp",
                        "keyType",
                        "PRODUCTION",
                        "accessToken",
                        provider.clientToken("events")))
                .post(mapKeys);

        // Then
        mapped.then().statusCode(200).body("mode", equalTo("MAPPED"));
    }

    /** To the answer of the portal's own address. */
    private static Response signIn(TestBrowser browser, TestProvider provider) throws Exception {
        Response start = browser.visit("/portal/sign-in?return=/publisher");
        assertThat(start.statusCode()).as(start.asString()).isEqualTo(302);
        provider.forgetBrowser();
        return browser.visit(provider.follow(start.header("Location")));
    }

    private static String file(String content) throws Exception {
        return Files.writeString(Files.createTempFile("portal", ".txt"), content)
                .toString();
    }

    private PublisherProcess start(String nodeId, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(
                PublisherProcess.settings(nodeId, database, KafkaBroker.shared().bootstrapServers(), prefix));
        settings.putAll(more);
        return PublisherProcess.start(settings);
    }
}
