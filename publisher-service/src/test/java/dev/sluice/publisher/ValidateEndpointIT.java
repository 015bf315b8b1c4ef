package dev.sluice.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.testsupport.KafkaResource;
import dev.sluice.testsupport.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a backend before it is published: what relays would meet there. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(KafkaResource.class)
@WithTestResource(PublisherResource.class)
class ValidateEndpointIT {
    private static final String PATH = Requests.PUBLISHER + "/apis/validate-endpoint";
    private static final int MAX_AT_ONCE = 4;

    private Requests requests = new Requests(0);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
    }

    @Test
    void aBackendThatGoesOnWhereItIsAskedToIsOfClassA() throws Exception {
        try (SmallBackend backend = new SmallBackend(asked -> {
            int from = asked.header("Last-Event-ID").equals("5") ? 6 : 5;
            asked.say(SmallBackend.STREAM + "retry: 700\n: hello\n\n" + events(from));
            asked.awaitGone();
        })) {
            // When
            ValidatableResponse answer = validate(backend.url("/prices?x=1"));

            // Then
            answer.body("statusCode", equalTo(200))
                    .body("statusMessage", equalTo("OK"))
                    .body("error", equalTo(""))
                    .body("streaming.contentType", equalTo("text/event-stream"))
                    .body("streaming.firstEventMillis", greaterThanOrEqualTo(0))
                    .body("streaming.events.id", contains("5", "6", "7"))
                    .body("streaming.events.type", contains("tick", "tick", "tick"))
                    .body("streaming.events.data", contains("number 5", "number 6", "number 7"))
                    .body("streaming.comments", equalTo(1))
                    .body("streaming.retryMs", equalTo(700))
                    .body("streaming.idStyle", equalTo("numbers"))
                    .body("streaming.resumes", equalTo("yes"))
                    .body("streaming.class", equalTo("A"))
                    .body("streaming.warnings", empty());
            SmallBackend.Asked first = backend.asked().getFirst();
            assertThat(first.head()).startsWith("GET /prices?x=1 HTTP/1.1");
            assertThat(first.header("Accept")).isEqualTo("text/event-stream");
            assertThat(first.header("Cache-Control")).isEqualTo("no-store");
            assertThat(first.header("Accept-Encoding")).isEqualTo("identity");
            assertThat(first.header("Last-Event-ID")).isEqualTo("absent");
        }
    }

    @Test
    void aBackendThatBeginsAnewIsOfClassB() throws Exception {
        try (SmallBackend backend = SmallBackend.saying(SmallBackend.STREAM + events(5))) {
            validate(backend.url("/"))
                    .body("streaming.resumes", equalTo("repeats"))
                    .body("streaming.class", equalTo("B"))
                    .body("streaming.warnings", contains(containsString("sent before")));
        }
    }

    @Test
    void aBackendThatHeedsNoLastEventIdIsOfNoClassThatRelaysKnow() throws Exception {
        AtomicInteger next = new AtomicInteger();
        try (SmallBackend backend =
                new SmallBackend(asked -> asked.say(SmallBackend.STREAM + events(next.addAndGet(10))))) {
            validate(backend.url("/"))
                    .body("streaming.resumes", equalTo("ignored"))
                    .body("streaming.class", equalTo("unknown"))
                    .body("streaming.warnings", contains(containsString("not heeded")));
        }
    }

    @Test
    void aBackendWithoutIdsIsOfClassCAndIsNotAskedToGoOn() throws Exception {
        try (SmallBackend backend = SmallBackend.saying(SmallBackend.STREAM + "data: a\n\n".repeat(4))) {
            validate(backend.url("/"))
                    .body("streaming.events", hasSize(3))
                    .body("streaming.events[0].id", nullValue())
                    .body("streaming.idStyle", equalTo("none"))
                    .body("streaming.resumes", equalTo("unknown"))
                    .body("streaming.class", equalTo("C"))
                    .body("streaming.warnings", contains(containsString("no ids")));
            assertThat(backend.connections()).isEqualTo(1);
        }
    }

    @Test
    void ofEachEventOneKibibyteIsShownAndNoCharacterIsCut() throws Exception {
        try (SmallBackend backend =
                SmallBackend.saying(SmallBackend.STREAM + "data: x" + "\u00e4".repeat(1_000) + "\n\n")) {
            validate(backend.url("/"))
                    .body("streaming.events[0].data", equalTo("x" + "\u00e4".repeat(511)))
                    .body("streaming.warnings", hasItem(containsString("has ended the stream")));
        }
    }

    @Test
    void aBackendThatSaysNothingIsLeftAfterFiveSeconds() throws Exception {
        try (SmallBackend backend = new SmallBackend(asked -> {
            asked.say(SmallBackend.STREAM);
            asked.awaitGone();
        })) {
            validate(backend.url("/"))
                    .body("streaming.events", empty())
                    .body("streaming.firstEventMillis", nullValue())
                    .body("streaming.idStyle", equalTo("unknown"))
                    .body("streaming.class", equalTo("unknown"))
                    .body("streaming.warnings", contains("no event came within 5 s"))
                    .time(allOf(greaterThanOrEqualTo(5_000L), lessThan(15_000L)));
        }
    }

    @Test
    void aLineWithoutEndIsReadFor64KibibytesOnly() throws Exception {
        try (SmallBackend backend =
                SmallBackend.saying(SmallBackend.STREAM + "data: " + "x".repeat(1 << 20) + "\n\n")) {
            validate(backend.url("/"))
                    .body("streaming.events", empty())
                    .body("streaming.warnings", contains(containsString("64 KiB")));
        }
    }

    @Test
    void anErrorIsToldByItsStatus() throws Exception {
        try (SmallBackend backend =
                SmallBackend.saying("HTTP/1.1 404 Nothing here\r\nContent-Length: 6\r\n\r\nsecret")) {
            Response answer = ask(backend.url("/"));

            answer.then()
                    .statusCode(200)
                    .body("statusCode", equalTo(404))
                    .body("statusMessage", equalTo("Not Found"))
                    .body("streaming", nullValue());
            assertThat(answer.asString()).doesNotContain("secret", "Nothing here");
        }
    }

    @Test
    void aPageIsNoStreamAndIsNotShown() throws Exception {
        try (SmallBackend backend = SmallBackend.saying(
                SmallBackend.STREAM.replace("text/event-stream", "text/html") + "data: secret\n\n")) {
            Response answer = ask(backend.url("/"));

            answer.then()
                    .statusCode(200)
                    .body("statusCode", equalTo(200))
                    .body("streaming.contentType", equalTo("text/html"))
                    .body("streaming.events", empty())
                    .body("streaming.class", equalTo("unknown"))
                    .body("streaming.warnings", contains(containsString("content type")));
            assertThat(answer.asString()).doesNotContain("secret");
        }
    }

    @Test
    void anEncodedAnswerIsNoneThatRelaysRead() throws Exception {
        try (SmallBackend backend = SmallBackend.saying(
                SmallBackend.STREAM.replace("\r\n\r\n", "\r\nContent-Encoding: gzip\r\n\r\n") + events(1))) {
            validate(backend.url("/"))
                    .body("streaming.events", empty())
                    .body("streaming.warnings", contains(containsString("encoded")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://0.0.0.0:%d/",
                "http://[fd00:ec2::254]/",
                "http://[::ffff:169.254.169.254]/"
            })
    void aRedirectToAForbiddenAddressIsNotFollowed(String location) throws Exception {
        try (SmallBackend canary = SmallBackend.saying(SmallBackend.STREAM + events(1));
                SmallBackend backend = new SmallBackend(asked -> asked.redirect(location.formatted(canary.port())))) {
            validate(backend.url("/"))
                    .body("statusCode", equalTo(0))
                    .body("error", equalTo("the backend's address is not allowed"))
                    .body("streaming", nullValue());
            assertThat(canary.connections()).isZero();
        }
    }

    @Test
    void aRedirectToWhatIsNoHttpUrlIsNotFollowed() throws Exception {
        try (SmallBackend backend = new SmallBackend(asked -> asked.redirect("file:///etc/passwd"))) {
            validate(backend.url("/"))
                    .body("statusCode", equalTo(302))
                    .body("error", containsString("a redirect is refused"));
        }
    }

    @Test
    void fiveRedirectsAreFollowedAndNoSixth() throws Exception {
        try (SmallBackend backend = new SmallBackend(asked -> {
            if (asked.head().startsWith("GET /0 ")) {
                asked.say(SmallBackend.STREAM + events(1));
            } else {
                int left = asked.head().charAt("GET /".length()) - '0';
                asked.redirect("/" + (left - 1));
            }
        })) {
            validate(backend.url("/5")).body("statusCode", equalTo(200)).body("streaming.events", hasSize(3));
            validate(backend.url("/6"))
                    .body("statusCode", equalTo(302))
                    .body("error", equalTo("the backend redirects more than 5 times"));
        }
    }

    @Test
    void whoIsNotThereOrSpeaksNoTlsIsToldApart() throws Exception {
        validate("http://127.0.0.1:" + freePort() + "/")
                .body("statusCode", equalTo(0))
                .body("statusMessage", equalTo(""))
                .body("error", equalTo("the backend refuses the connection"));
        try (SmallBackend backend = SmallBackend.saying("no TLS")) {
            validate(backend.url("/").replace("http:", "https:"))
                    .body("statusCode", equalTo(0))
                    .body("error", not(equalTo("")));
        }
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
                "ftp://127.0.0.1/"
            })
    void whatIsNoUrlOfABackendIsRefused(String url) {
        ask(url).then().statusCode(400).body("error.code", contains("endpointUrl"));
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
            String apiId = apiAt(
                    backend.url(""), Map.of("type", "BASIC", "enabled", true, "username", "jo", "password", "secret"));

            // When
            for (String url : List.of(backend.url("/at-home"), backend.url("/away"), other.url("/"))) {
                askFor(apiId, url).then().statusCode(200).body("statusCode", equalTo(200));
            }
            validate(backend.url("/unknown"));

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

            askFor(apiAt(backend.url(""), oauth), backend.url("/"))
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
        askFor(UUID.randomUUID().toString(), "http://127.0.0.1:1/")
                .then()
                .statusCode(404)
                .body("code", equalTo(900308));
        requests.asNobody()
                .queryParam("endpointUrl", "http://127.0.0.1:1/")
                .post(PATH)
                .then()
                .statusCode(401);
    }

    @Test
    void whileFourAreLookedAtAFifthHasToWait() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                SmallBackend backend = new SmallBackend(SmallBackend.Asked::awaitGone)) {
            // Given
            List<CompletableFuture<Integer>> looks = new ArrayList<>();
            for (int i = 0; i < MAX_AT_ONCE; i++) {
                looks.add(CompletableFuture.supplyAsync(
                        () -> ask(backend.url("/")).statusCode(), threads));
            }
            await().until(() -> backend.asked().size() == MAX_AT_ONCE);

            // When
            Response fifth = ask(backend.url("/"));

            // Then
            fifth.then().statusCode(503).header("Retry-After", "5");
            backend.close();
            assertThat(looks).allMatch(look -> look.join() == 200);
            validate(backend.url("/")).body("error", equalTo("the backend refuses the connection"));
        }
    }

    private ValidatableResponse validate(String url) {
        return ask(url).then().statusCode(200);
    }

    private Response ask(String url) {
        return requests.asAdmin().queryParam("endpointUrl", url).post(PATH);
    }

    private Response askFor(String apiId, String url) {
        return requests.asAdmin()
                .queryParam("apiId", apiId)
                .queryParam("endpointUrl", url)
                .post(PATH);
    }

    private String apiAt(String url, Map<String, Object> signIn) {
        return requests.asAdmin()
                .body(Requests.api(
                        Requests.freshName(),
                        "endpointConfig",
                        Map.of(
                                "endpoint_type",
                                "http",
                                "production_endpoints",
                                Map.of("url", url),
                                "endpoint_security",
                                Map.of("production", signIn))))
                .post(Requests.PUBLISHER + "/apis")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Three, with these numbers as ids. */
    private static String events(int from) {
        StringBuilder events = new StringBuilder();
        for (int id = from; id < from + 3; id++) {
            events.append("id: %d\nevent: tick\ndata: number %d\n\n".formatted(id, id));
        }
        return events.toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
