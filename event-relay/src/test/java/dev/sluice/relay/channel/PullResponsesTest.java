package dev.sluice.relay.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pull does with what the backend answers instead of a stream. */
class PullResponsesTest {
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
                new PullTarget(url, true, 1 << 16, BackendSignIn.NONE), ChannelMemory.NOTHING, PullReason.FIRST);

        // Then
        assertThat(bench.backend.connections).isEmpty();
        assertThat(bench.pull.state()).isInstanceOf(PullState.Refused.class);
    }
}
