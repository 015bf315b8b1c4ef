package dev.sluice.publisher.api.endpoint.probe;

import static dev.sluice.publisher.api.endpoint.probe.EndpointProbes.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.SmallBackend;
import io.restassured.response.ValidatableResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of a backend's stream before it is published: what relays would meet there. */
@PublisherTest
class ValidateEndpointIT {
    private EndpointProbes looks;

    @BeforeEach
    void aim() {
        looks = new EndpointProbes();
    }

    @Test
    void aBackendThatGoesOnWhereItIsAskedToIsOfClassA() throws Exception {
        try (SmallBackend backend = new SmallBackend(asked -> {
            int from = asked.header("Last-Event-ID").equals("5") ? 6 : 5;
            asked.say(SmallBackend.STREAM + "retry: 700\n: hello\n\n" + events(from));
            asked.awaitGone();
        })) {
            // When
            ValidatableResponse answer = looks.validate(backend.url("/prices?x=1"));

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
            SmallBackend.Request first = backend.asked().getFirst();
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
            looks.validate(backend.url("/"))
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
            looks.validate(backend.url("/"))
                    .body("streaming.resumes", equalTo("ignored"))
                    .body("streaming.class", equalTo("unknown"))
                    .body("streaming.warnings", contains(containsString("not heeded")));
        }
    }

    @Test
    void aBackendWithoutIdsIsOfClassCAndIsNotAskedToGoOn() throws Exception {
        try (SmallBackend backend = SmallBackend.saying(SmallBackend.STREAM + "data: a\n\n".repeat(4))) {
            looks.validate(backend.url("/"))
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
            looks.validate(backend.url("/"))
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
            looks.validate(backend.url("/"))
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
            looks.validate(backend.url("/"))
                    .body("streaming.events", empty())
                    .body("streaming.warnings", contains(containsString("64 KiB")));
        }
    }
}
