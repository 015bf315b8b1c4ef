package dev.sluice.publisher.api.endpoint.probe;

import static dev.sluice.publisher.api.endpoint.probe.EndpointProbes.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.SmallBackend;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a backend that answers with no stream, or not at all. */
@PublisherTest
class ValidateEndpointAnswersIT {
    private EndpointProbes looks;

    @BeforeEach
    void aim() {
        looks = new EndpointProbes();
    }

    @Test
    void anErrorIsToldByItsStatus() throws Exception {
        try (SmallBackend backend =
                SmallBackend.saying("HTTP/1.1 404 Nothing here\r\nContent-Length: 6\r\n\r\nsecret")) {
            Response answer = looks.ask(backend.url("/"));

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
            Response answer = looks.ask(backend.url("/"));

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
            looks.validate(backend.url("/"))
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
            looks.validate(backend.url("/"))
                    .body("statusCode", equalTo(0))
                    .body("error", equalTo("the backend's address is not allowed"))
                    .body("streaming", nullValue());
            assertThat(canary.connections()).isZero();
        }
    }

    @Test
    void aRedirectToWhatIsNoHttpUrlIsNotFollowed() throws Exception {
        try (SmallBackend backend = new SmallBackend(asked -> asked.redirect("file:///etc/passwd"))) {
            looks.validate(backend.url("/"))
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
            looks.validate(backend.url("/5")).body("statusCode", equalTo(200)).body("streaming.events", hasSize(3));
            looks.validate(backend.url("/6"))
                    .body("statusCode", equalTo(302))
                    .body("error", equalTo("the backend redirects more than 5 times"));
        }
    }

    @Test
    void whoIsNotThereOrSpeaksNoTlsIsToldApart() throws Exception {
        looks.validate("http://127.0.0.1:" + freePort() + "/")
                .body("statusCode", equalTo(0))
                .body("statusMessage", equalTo(""))
                .body("error", equalTo("the backend refuses the connection"));
        try (SmallBackend backend = SmallBackend.saying("no TLS")) {
            looks.validate(backend.url("/").replace("http:", "https:"))
                    .body("statusCode", equalTo(0))
                    .body("error", not(equalTo("")));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
