package dev.sluice.relay.backend;

import static dev.sluice.relay.backend.HandServer.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.relay.BackendClass;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.relay.channel.BackendSignIn;
import dev.sluice.relay.channel.ChannelMemory;
import dev.sluice.relay.channel.PullReason;
import dev.sluice.relay.channel.PullTarget;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a backend is asked, byte for byte, and when its connection is closed. */
class RequestIT extends PullCase {
    @Test
    void theFirstRequestAsksForAnEventStreamUnencodedAndWithoutAnId() throws Exception {
        // When
        run.first(server.url("/prices/acme?b=2&a=%20x"), log);

        // Then
        HandServer.ReceivedRequest asked = server.next();
        assertThat(asked.firstLine()).isEqualTo("GET /prices/acme?b=2&a=%20x HTTP/1.1");
        assertThat(asked.header("Host")).isEqualTo("127.0.0.1:" + server.port());
        assertThat(asked.header("Accept")).isEqualTo("text/event-stream");
        assertThat(asked.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(asked.header("Accept-Encoding")).isEqualTo("identity");
        assertThat(asked.header("Last-Event-ID")).isEqualTo("absent");
    }

    @Test
    void aUrlWithoutAPathIsAskedAtItsRoot() throws Exception {
        // When
        run.first("http://localhost:" + server.port(), log);

        // Then
        HandServer.ReceivedRequest asked = server.next();
        assertThat(asked.firstLine()).isEqualTo("GET / HTTP/1.1");
        assertThat(asked.header("Host")).isEqualTo("localhost:" + server.port());
    }

    @Test
    void theIdIsSentAsUtf8Bytes() throws Exception {
        // When
        run.start(server.url("/"), remembered("é-日"), PullReason.TAKEOVER, log);

        // Then
        byte[] sent = server.next().header("Last-Event-ID").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(new String(sent, StandardCharsets.UTF_8)).isEqualTo("é-日");
    }

    @Test
    void aTopicThatDoesNotResumeSendsNoId() throws Exception {
        // When
        PullTarget target = new PullTarget(server.url("/"), false, PullRun.MAX_EVENT_BYTES, BackendSignIn.NONE);
        run.start(target, remembered("7"), PullReason.TAKEOVER, log);

        // Then
        assertThat(server.next().header("Last-Event-ID")).isEqualTo("absent");
    }

    @Test
    void anIdThatNoHeaderCanCarryIsNotSent() throws Exception {
        // When
        run.start(server.url("/"), remembered("a\u000bb"), PullReason.TAKEOVER, log);

        // Then
        assertThat(server.next().header("Last-Event-ID")).isEqualTo("absent");
    }

    @Test
    void aPullThatIsStoppedClosesItsConnectionAndTellsNothingMore() throws Exception {
        // Given
        Pulls.Pull pull = run.first(server.url("/"), log);
        HandServer.ReceivedRequest asked = server.next().send(STREAM);
        log.nextStatus(Upstream.LIVE);

        // When
        pull.stop().toCompletableFuture().join();

        // Then
        asked.awaitGone();
        assertThat(log.isEmpty()).isTrue();
    }

    @Test
    void aPullThatIsStoppedBeforeTheAnswerClosesItsConnection() throws Exception {
        // Given
        Pulls.Pull pull = run.first(server.url("/"), log);
        HandServer.ReceivedRequest asked = server.next();

        // When
        pull.stop().toCompletableFuture().join();

        // Then
        asked.awaitGone();
        assertThat(log.isEmpty()).isTrue();
    }

    private static ChannelMemory remembered(String id) {
        ChannelMemory memory = ChannelMemory.NOTHING;
        return new ChannelMemory(id, memory.sinceOwnId(), BackendClass.A, true, 0);
    }
}
