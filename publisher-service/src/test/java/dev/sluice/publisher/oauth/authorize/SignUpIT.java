package dev.sluice.publisher.oauth.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.ShortTimes;
import dev.sluice.publisher.TestBrowser;
import dev.sluice.publisher.TestUser;
import dev.sluice.publisher.web.access.Role;
import io.quarkus.test.common.WithTestResource;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How people make accounts for the developer portal, where an admin approves them. */
@PublisherTest
@WithTestResource(ShortTimes.class)
class SignUpIT {
    private Requests requests = new Requests(0);
    private TestBrowser browser = new TestBrowser(0);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
        browser = new TestBrowser(RestAssured.port);
    }

    @Test
    void anAccountCountsOnceAnAdminHasApprovedIt() {
        String name = Requests.freshName();
        assertThat(browser.signInPage("/devportal").asString()).contains("href=\"/portal/sign-up\"");

        Response made = signUpInTime(name, "a secret of mine");

        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.asString()).contains("waits for approval");
        TestUser user = new TestUser(name, "a secret of mine", "");
        assertThat(browser.submit(browser.signInPage("/devportal"), name, user.password())
                        .statusCode())
                .isEqualTo(400);
        Response found = requests.asAdmin()
                .queryParam("filter", "userName eq \"" + name + '"')
                .get(TestUser.USERS);
        found.then()
                .body("Resources[0].active", equalTo(false))
                .body("Resources[0].roles.value", contains("subscriber"));
        Map<String, Object> approved =
                Map.of("userName", name, "active", true, "roles", found.<Object>path("Resources[0].roles"));
        requests.asAdmin()
                .body(approved)
                .put(TestUser.USERS + '/' + found.<String>path("Resources[0].id"))
                .then()
                .statusCode(200);
        assertThat(browser.signIn(user, "/devportal").header("Location")).isEqualTo("/devportal");
        browser.asPage().get("/portal/session").then().body("roles", contains("subscriber"));
    }

    @Test
    void whatIsWrongIsToldInThePageAndMakesNoAccount() {
        TestUser taken = TestUser.with(requests, Role.SUBSCRIBER);
        String name = Requests.freshName();

        assertThat(signUpInTime(taken.name().toUpperCase(Locale.ROOT), "a secret of mine")
                        .asString())
                .contains("is taken");
        assertThat(signUp(name, "short", "short").asString()).contains("must have 8 to 128 characters");
        assertThat(signUp(name, "a secret of mine", "another of mine").asString())
                .contains("differ");
        assertThat(signUp("<b>", "a secret of mine", "a secret of mine").asString())
                .contains("The user name must have", "value=\"&lt;b&gt;\"")
                .doesNotContain("<b>");
        assertThat(new TestBrowser(RestAssured.port)
                        .request()
                        .header("Origin", "https://evil.example")
                        .formParam("username", name)
                        .post("/portal/sign-up")
                        .statusCode())
                .isEqualTo(403);
        requests.asAdmin()
                .queryParam("filter", "userName eq \"" + name + '"')
                .get(TestUser.USERS)
                .then()
                .body("totalResults", equalTo(0));
    }

    @Test
    void theNameOfADeletedUserWhoseApisAreStillThereIsTaken() {
        TestUser gone = TestUser.with(requests, Role.CREATOR);
        requests.as(gone)
                .body(Requests.api(Requests.freshName()))
                .post(Requests.PUBLISHER + "/apis")
                .then()
                .statusCode(201);
        requests.asAdmin().delete(TestUser.USERS + '/' + gone.id()).then().statusCode(204);

        Response refused = signUpInTime(gone.name().toUpperCase(Locale.ROOT), "a secret of mine");

        assertThat(refused.asString()).contains("is taken");
    }

    @Test
    void manyAccountsFromOneAddressAreSlowedDown() {
        Response last = signUp(Requests.freshName(), "a secret of mine", "a secret of mine");
        for (int i = 0; i < 8 && last.statusCode() == 200; i++) {
            last = signUp(Requests.freshName(), "a secret of mine", "a secret of mine");
        }

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.asString()).contains("Try again in");
    }

    /** Another test may have made this address wait. */
    private Response signUpInTime(String name, String password) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> signUp(name, password, password), answer -> answer.statusCode() != 429);
    }

    private Response signUp(String name, String password, String repeated) {
        Map<String, String> fields = TestBrowser.fields(browser.visit("/portal/sign-up"));
        return browser.post("/portal/sign-up", fields, name, password, repeated);
    }
}
