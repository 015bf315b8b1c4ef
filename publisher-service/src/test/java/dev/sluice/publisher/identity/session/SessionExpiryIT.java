package dev.sluice.publisher.identity.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.ScriptClient;
import dev.sluice.publisher.ShortTimes;
import dev.sluice.publisher.TestBrowser;
import dev.sluice.publisher.TestUser;
import dev.sluice.publisher.web.access.Role;
import io.quarkus.test.common.WithTestResource;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Tokens of sessions as time passes, with times that are short. */
@PublisherTest
@WithTestResource(ShortTimes.class)
class SessionExpiryIT {
    @Test
    void anAccessTokenExpiresIsRefreshedAndItsSessionEnds() {
        Requests requests = new Requests(RestAssured.port);
        ScriptClient client = ScriptClient.registered(requests);
        Response first = client.password("admin", "admin", "apim:api_view");
        first.then().body("expires_in", equalTo(2));
        String apis = Requests.PUBLISHER + "/apis";
        requests.withToken(first.path("access_token")).get(apis).then().statusCode(200);

        await().atMost(Duration.ofSeconds(5))
                .until(() ->
                        requests.withToken(first.path("access_token")).get(apis).statusCode() == 401);
        Response second = client.refresh(first.path("refresh_token"));
        second.then().statusCode(200);
        requests.withToken(second.path("access_token")).get(apis).then().statusCode(200);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> client.introspect(second.path("refresh_token"))
                        .path("active")
                        .equals(false));
        client.refresh(second.path("refresh_token")).then().statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    void aSessionOfABrowserGoesOnWhileItIsUsedAndIsOverAfterItsLifeAllTheSame() {
        TestUser user = TestUser.with(new Requests(RestAssured.port), Role.CREATOR);
        TestBrowser browser = TestBrowser.of(RestAssured.port, user);
        Instant start = Instant.now();

        await().pollInterval(Duration.ofMillis(250))
                .atMost(Duration.ofSeconds(12))
                .until(() -> browser.asPage().get(Requests.PUBLISHER + "/apis").statusCode() == 401);

        assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofSeconds(5));
    }

    @Test
    void toLookAtASessionIsNoUseOfIt() {
        TestUser user = TestUser.with(new Requests(RestAssured.port), Role.CREATOR);
        TestBrowser browser = TestBrowser.of(RestAssured.port, user);
        Instant start = Instant.now();

        await().pollInterval(Duration.ofMillis(250))
                .atMost(Duration.ofSeconds(12))
                .until(() -> browser.asPage().get("/portal/session").statusCode() == 401);

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }
}
