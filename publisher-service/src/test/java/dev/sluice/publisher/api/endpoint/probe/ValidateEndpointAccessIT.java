package dev.sluice.publisher.api.endpoint.probe;

import static dev.sluice.publisher.api.endpoint.probe.EndpointProbes.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.SmallBackend;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be looked at, by whom and with which credentials. */
@PublisherTest
class ValidateEndpointAccessIT {
    private static final int MAX_AT_ONCE = 4;

    private EndpointProbes looks;

    @BeforeEach
    void aim() {
        looks = new EndpointProbes();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "file:///etc/passwd",
                "http://user@127.0.0.1/",
                "http://2130706433/",
                "http://127.1/",
                "http://ok.example\\@127.0.0.1/",
                "ftp://127.0.0.1/",
                "http://127.0.0.1/?rate=1&sluice.rate=2"
            })
    void whatIsNoUrlOfABackendIsRefused(String url) {
        looks.ask(url).then().statusCode(400).body("error.code", contains("endpointUrl"));
    }

    @Test
    void theCredentialsOfAnApiGoToItsEndpointAlone() throws Exception {
        try (SmallBackend other = SmallBackend.saying(SmallBackend.STREAM + events(1));
                SmallBackend backend = new SmallBackend(asked -> {
                    if (asked.head().startsWith("GET /away ")) {
                        asked.redirect(other.url("/"));
                    } else {
                        asked.say(SmallBackend.STREAM + events(1));
                    }
                })) {
            String apiId = looks.apiAt(
                    backend.url(""), Map.of("type", "BASIC", "enabled", true, "username", "jo", "password", "secret"));

            // When
            for (String url : List.of(backend.url("/at-home"), backend.url("/away"), other.url("/"))) {
                looks.askFor(apiId, url).then().statusCode(200).body("statusCode", equalTo(200));
            }
            looks.validate(backend.url("/unknown"));

            // Then
            assertThat(backend.asked())
                    .filteredOn(asked -> !asked.head().startsWith("GET /unknown "))
                    .hasSize(4)
                    .allMatch(asked -> asked.header("Authorization").equals("Basic am86c2VjcmV0"));
            assertThat(backend.asked())
                    .filteredOn(asked -> asked.head().startsWith("GET /unknown "))
                    .isNotEmpty()
                    .allMatch(asked -> asked.header("Authorization").equals("absent"));
            assertThat(other.asked())
                    .isNotEmpty()
                    .allMatch(asked -> asked.header("Authorization").equals("absent"));
        }
    }

    @Test
    void aTokenThatOnlyRelaysGetIsSaidToBeMissing() throws Exception {
        try (SmallBackend backend = SmallBackend.saying("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n")) {
            Map<String, Object> oauth = Map.of(
                    "type",
                    "OAUTH",
                    "enabled",
                    true,
                    "tokenUrl",
                    backend.url("/token"),
                    "clientId",
                    "me",
                    "clientSecret",
                    "secret");

            looks.askFor(looks.apiAt(backend.url(""), oauth), backend.url("/"))
                    .then()
                    .statusCode(200)
                    .body("statusCode", equalTo(401))
                    .body("error", containsString("OAUTH"));
            assertThat(backend.asked())
                    .allMatch(asked -> asked.header("Authorization").equals("absent"));
        }
    }

    @Test
    void unknownApisAndUsersWithoutTheScopeAreRefused() {
        looks.askFor(UUID.randomUUID().toString(), "http://127.0.0.1:1/")
                .then()
                .statusCode(404)
                .body("code", equalTo(900308));
        new Requests(RestAssured.port)
                .asVisitor()
                .queryParam("endpointUrl", "http://127.0.0.1:1/")
                .post(EndpointProbes.PATH)
                .then()
                .statusCode(401);
    }

    @Test
    void whileFourAreLookedAtAFifthHasToWait() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                SmallBackend backend = new SmallBackend(SmallBackend.Request::awaitGone)) {
            // Given
            List<CompletableFuture<Integer>> underWay = new ArrayList<>();
            for (int i = 0; i < MAX_AT_ONCE; i++) {
                underWay.add(CompletableFuture.supplyAsync(
                        () -> looks.ask(backend.url("/")).statusCode(), threads));
            }
            await().until(() -> backend.asked().size() == MAX_AT_ONCE);

            // When
            Response fifth = looks.ask(backend.url("/"));

            // Then
            fifth.then().statusCode(503).header("Retry-After", "5");
            backend.close();
            assertThat(underWay).allMatch(look -> look.join() == 200);
            looks.validate(backend.url("/")).body("error", equalTo("the backend refuses the connection"));
        }
    }
}
