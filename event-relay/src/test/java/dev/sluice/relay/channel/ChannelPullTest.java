package dev.sluice.relay.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.relay.BackendClass;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelPullTest {
    @Test
    void theFirstRequestAsksForAnEventStreamFromNow() {
        // When
        Bench bench = Bench.first();

        // Then
        Backend.Request request = bench.backend.open().request;
        assertThat(request.url()).hasToString(Bench.URL);
        assertThat(request.headers())
                .containsOnly(
                        java.util.Map.entry("Accept", "text/event-stream"),
                        java.util.Map.entry("Cache-Control", "no-cache"),
                        java.util.Map.entry("Accept-Encoding", "identity"));
    }

    @Test
    void whatComesIsWrittenAsItComes() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().answer(200, "text/event-stream; charset=utf-8");

        // When
        bench.backend.open().send("data: a||event: price|id: 7|data: b|data: c||id: 8||id||data: d|");

        // Then
        assertThat(bench.log.lines).containsExactly("a", "price=b\nc#7", "mark#8", "mark#");
        assertThat(bench.log.statuses).containsExactly("live 200");
    }

    @Test
    void theLastIdIsAskedForAlsoAfterACleanEnd() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().stream().send("id: a|data: 1||id: b|data: 2||id: c|data: unfin");

        // When
        bench.backend.open().end();

        // Then
        assertThat(bench.nextConnection().lastEventId()).isEqualTo("b");
        assertThat(bench.log.statuses).containsExactly("live 200", "backing-off the backend has ended the stream");
    }

    @Test
    void anIdOnlyBlockMovesTheIdAndAnEmptyIdClearsIt() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().stream().send("id: a|data: 1||id: b||");
        assertThat(bench.reconnect().lastEventId()).isEqualTo("b");

        // When
        bench.backend.open().send("id|data: 2||");

        // Then
        assertThat(bench.reconnect().lastEventId()).isNull();
        assertThat(bench.log.lines).containsExactly("1#a", "mark#b", "2#", "gap:backend-reset");
    }

    @Test
    void anIdIsSentAsTheBytesOfItsUtf8() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().stream().send("id: grün|data: 1||");

        // When
        FakeBackend.Connection next = bench.reconnect();

        // Then
        assertThat(next.lastEventId()).isEqualTo("gr\u00c3\u00bcn");
    }

    @Test
    void anIdThatNoHeaderCanCarryIsNotSentAndTheGapIsTold() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().stream().send("id: a\u0001b|data: 1||");

        // When
        FakeBackend.Connection next = bench.reconnect();

        // Then
        assertThat(next.lastEventId()).isNull();
        assertThat(bench.log.lines).containsExactly("1#a\u0001b", "gap:backend-reset");
    }

    @Test
    void aTopicWithoutResumeNeverSendsAnIdAndTellsEachGap() {
        // Given
        Bench bench = Bench.of(
                new PullTarget(Bench.URL, false, false, 1 << 16, SignIn.NONE), ChannelMemory.NOTHING, PullReason.FIRST);
        bench.backend.open().stream().send("id: 1|data: 1||");

        // When
        FakeBackend.Connection next = bench.reconnect();
        next.send("id: 2|data: 2||");

        // Then
        assertThat(next.lastEventId()).isNull();
        assertThat(bench.log.lines).containsExactly("1#1", "gap:backend-reset", "2#2");
    }

    @Test
    void aBackendWithoutIdsCostsAGapAtEachReconnectButNotAtTheFirstConnect() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().fail(false, "refused");
        bench.nextConnection().stream().send("data: 1||");

        // When
        bench.loop.pass(Duration.ofSeconds(7));
        bench.backend.open().fail(false, "reset");
        bench.nextConnection().stream().send("data: 2||");

        // Then
        assertThat(bench.log.lines).containsExactly("1", "gap:backend-reset", "2");
        assertThat(bench.log.gaps.getFirst().since()).isNotNull();
        assertThat(bench.log.gaps.getFirst().until()).isEqualTo(bench.loop.now());
        assertThat(bench.pull.backendClass()).isEqualTo(BackendClass.C);
    }

    @ParameterizedTest
    @CsvSource({"TAKEOVER,relay-outage", "IDLE,idle", "CHANGED,backend-changed"})
    void aPullOfABackendWithoutIdsThatWasPulledBeforeBeginsWithAGap(PullReason why, String reason) {
        // Given
        Bench bench = Bench.of(Bench.memoryOf("data: 1||"), why);
        assertThat(bench.log.lines).isEmpty();

        // When
        bench.backend.open().stream();

        // Then
        assertThat(bench.log.lines).containsExactly("gap:" + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TAKEOVER", "IDLE"})
    void aPullOfABackendWithIdsGoesOnWithoutAGap(PullReason why) {
        // Given
        Bench bench = Bench.of(Bench.memoryOf("id: 1|data: 1||"), why);

        // When
        bench.backend.open().stream().send("id: 2|data: 2||");

        // Then
        assertThat(bench.backend.open().lastEventId()).isEqualTo("1");
        assertThat(bench.log.lines).containsExactly("2#2");
    }

    @Test
    void aChangedBackendIsSentTheOldIdAndTheGapIsToldOnce() {
        // Given
        Bench bench = Bench.of(Bench.memoryOf("id: 1|data: 1||"), PullReason.CHANGED);

        // When
        bench.backend.open().stream().send("id: 5|data: 5||");
        FakeBackend.Connection again = bench.reconnect();
        again.send("id: 6|data: 6||");

        // Then
        assertThat(bench.backend.connections.getFirst().lastEventId()).isEqualTo("1");
        assertThat(bench.log.lines).containsExactly("gap:backend-changed", "5#5", "6#6");
    }

    @Test
    void aChangedBackendWithTheSameStreamGoesOnWithoutAGap() {
        // Given
        Bench bench = Bench.of(
                new PullTarget(Bench.URL, true, true, 1 << 16, SignIn.NONE),
                Bench.memoryOf("id: 1|data: 1||"),
                PullReason.CHANGED);

        // When
        bench.backend.open().stream().send("id: 2|data: 2||");

        // Then
        assertThat(bench.log.lines).containsExactly("2#2");
    }

    @Test
    void a204EndsTheChannelForGood() {
        // Given
        Bench bench = Bench.first();

        // When
        bench.backend.open().answer(204, null);
        bench.loop.pass(Duration.ofDays(1));

        // Then
        assertThat(bench.log.lines).containsExactly("end:backend-ended");
        assertThat(bench.log.statuses).containsExactly("ended 204");
        assertThat(bench.backend.connections).hasSize(1);
        assertThat(bench.pull.state()).isInstanceOf(PullState.Ended.class);
    }

    @ParameterizedTest
    @CsvSource({
        "200, text/html, the backend's content type is not text/event-stream",
        "200, , the backend's content type is not text/event-stream",
        "404, text/plain, the backend answered 404",
        "401, , the backend answered 401",
        "304, , the backend answered 304",
        "206, text/event-stream, the backend answered 206"
    })
    void aRefusalIsToldAndAskedAboutAfterHalfAMinute(int status, String type, String reason) {
        // Given
        Bench bench = Bench.first();

        // When
        bench.backend.open().answer(status, type);

        // Then
        assertThat(bench.log.statuses).containsExactly("refused " + status + " " + reason);
        bench.loop.pass(Duration.ofMillis(29_999));
        assertThat(bench.backend.connections).hasSize(1);
        bench.loop.pass(Duration.ofSeconds(9));
        assertThat(bench.backend.connections).hasSize(2);
    }

    @Test
    void anEncodedAnswerIsRefused() {
        // Given
        Bench bench = Bench.first();

        // When
        bench.backend.open().answer(new Backend.Head(200, "text/event-stream", "gzip", null, null));

        // Then
        assertThat(bench.pull.state()).isInstanceOf(PullState.Refused.class);
        assertThat(bench.backend.connections.getFirst().isClosed).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aBusyBackendIsAskedAgainWhenItSaid(int status) {
        // Given
        Bench bench = Bench.first();

        // When
        bench.backend.open().answer(new Backend.Head(status, null, null, null, "120"));

        // Then
        bench.loop.pass(Duration.ofSeconds(119));
        assertThat(bench.backend.connections).hasSize(1);
        bench.loop.pass(Duration.ofSeconds(2));
        assertThat(bench.backend.connections).hasSize(2);
        assertThat(bench.log.statuses).containsExactly("backing-off " + status + " the backend answered " + status);
    }

    @Test
    void aRetryFieldIsAFloorForTheWait() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().stream().send("retry: 20000|");

        // When
        bench.backend.open().end();

        // Then
        bench.loop.pass(Duration.ofMillis(19_999));
        assertThat(bench.backend.connections).hasSize(1);
        bench.loop.pass(Duration.ofSeconds(1).plusMillis(2));
        assertThat(bench.backend.connections).hasSize(2);
    }

    @Test
    void theSameFailureIsToldOnce() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().answer(500, null);
        bench.nextConnection().answer(500, null);

        // When
        bench.nextConnection().fail(false, "unreachable");

        // Then
        assertThat(bench.log.statuses)
                .containsExactly("backing-off 500 the backend answered 500", "backing-off unreachable");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsFollowedAndForgotten(int status) {
        // Given
        Bench bench = Bench.first();

        // When
        bench.backend.open().answer(new Backend.Head(status, null, null, "/other?y=2", null));

        // Then
        assertThat(bench.backend.connections.getFirst().isClosed).isTrue();
        assertThat(bench.backend.open().request.url()).hasToString("http://backend.example/other?y=2");
        bench.backend.open().stream().end();
        assertThat(bench.nextConnection().request.url()).hasToString(Bench.URL);
    }

    @Test
    void aSixthRedirectIsRefused() {
        // Given
        Bench bench = Bench.first();
        for (int i = 0; i < 5; i++) {
            bench.backend.open().answer(new Backend.Head(307, null, null, "/loop", null));
        }

        // When
        bench.backend.open().answer(new Backend.Head(307, null, null, "/loop", null));

        // Then
        assertThat(bench.log.statuses).containsExactly("refused 307 the backend redirects more than 5 times");
        assertThat(bench.backend.connections).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ftp://a.example/", "http://u:p@a.example/", "http://a b/", "file:///etc/passwd"})
    void aRedirectToAnythingElseIsRefused(String location) {
        // Given
        Bench bench = Bench.first();

        // When
        bench.backend.open().answer(new Backend.Head(302, null, null, location, null));

        // Then
        assertThat(bench.pull.state()).isInstanceOf(PullState.Refused.class);
        assertThat(bench.backend.connections).hasSize(1);
    }

    @Test
    void aForbiddenAddressIsRefused() {
        // Given
        Bench bench = Bench.first();

        // When
        bench.backend.open().fail(true, "the backend's address is not allowed");

        // Then
        assertThat(bench.log.statuses).containsExactly("refused the backend's address is not allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://a.example/x", "http://u@a.example/", "http:///x", "a.example/x", "http://a.example:0/"})
    void anAddressThatIsNoneIsRefusedWithoutAConnection(String url) {
        // When
        Bench bench = Bench.of(
                new PullTarget(url, true, false, 1 << 16, SignIn.NONE), ChannelMemory.NOTHING, PullReason.FIRST);

        // Then
        assertThat(bench.backend.connections).isEmpty();
        assertThat(bench.pull.state()).isInstanceOf(PullState.Refused.class);
    }

    @Test
    void aSilentBackendIsLeftAfterAMinuteAndLongerIfItWasSilentBefore() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().stream().send(":|");
        bench.loop.pass(Duration.ofSeconds(40));
        bench.backend.open().send(":|");

        // When
        bench.loop.pass(Duration.ofSeconds(119));
        assertThat(bench.log.statuses).containsExactly("live 200");
        bench.loop.pass(Duration.ofSeconds(1));

        // Then
        assertThat(bench.log.statuses)
                .containsExactly("live 200", "backing-off the backend has been silent for too long");
        assertThat(bench.backend.connections.getFirst().isClosed).isTrue();
    }

    @Test
    void anyByteIsASignOfLife() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().stream();

        // When
        for (int i = 0; i < 20; i++) {
            bench.loop.pass(Duration.ofSeconds(30));
            bench.backend.open().send("x");
        }

        // Then
        assertThat(bench.log.statuses).containsExactly("live 200");
    }

    @Test
    void aFullLogStopsTheReadingUntilThereIsRoom() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().stream();
        bench.log.isFull = true;

        // When
        bench.backend.open().send("data: 1||data: 2||");

        // Then
        assertThat(bench.log.lines).containsExactly("1", "2");
        assertThat(bench.backend.open().isPaused).isTrue();
        bench.loop.pass(Duration.ofMinutes(10));
        assertThat(bench.log.statuses).containsExactly("live 200");
        bench.pull.onRoom();
        assertThat(bench.backend.open().isPaused).isTrue();
        bench.log.isFull = false;
        bench.pull.onRoom();
        assertThat(bench.backend.open().isPaused).isFalse();
    }

    @Test
    void anEventTooLargeIsToldAndTheStreamGoesOn() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().stream();

        // When
        bench.backend.open().send("id: 1|data: 1||id: 2|data: " + "x".repeat(70_000) + "||id: 3|data: 3||");

        // Then
        assertThat(bench.log.lines).containsExactly("1#1", "gap:oversize:1", "mark#2", "3#3");
    }

    @Test
    void aStoppedPullIsDeafAndClosed() {
        // Given
        Bench bench = Bench.first();
        FakeBackend.Connection connection = bench.backend.open().stream();

        // When
        bench.pull.stop();
        connection.send("data: late||").end();
        bench.loop.pass(Duration.ofDays(1));

        // Then
        assertThat(connection.isClosed).isTrue();
        assertThat(bench.log.lines).isEmpty();
        assertThat(bench.log.statuses).containsExactly("live 200");
        assertThat(bench.loop.timers()).isZero();
    }

    @Test
    void aPullThatWaitsCanBeStopped() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().fail(false, "unreachable");

        // When
        bench.pull.stop();
        bench.loop.pass(Duration.ofDays(1));

        // Then
        assertThat(bench.backend.connections).hasSize(1);
    }
}
