package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.server.TestRelay.Pulled;
import dev.sluice.testsupport.stream.EventReader.Received;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongReplayIT extends StreamingCase {
    private static final int MISSED = 100_000;
    private static final int LIVE = 2000;
    /** Below the time of a heartbeat, which would begin it anew. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What comes live while it is replayed does not wait in a queue that could overflow: it is in the log, too. */
    @ParameterizedTest
    @ValueSource(longs = {RING, NO_RING})
    void aHundredThousandMissedEventsComeInOrderOnOneConnectionAndThenThoseThatCameMeanwhile(long ring)
            throws Exception {
        // Given
        Pulled channel = relay.live("/long");
        TestGateway gateway = gateway("gateway-1", ring);
        String start;
        try (StreamClient first = gateway.connect(api, "/long")) {
            start = first.next().id();
        }
        relay.sendMany(channel, MISSED, "e");

        // When
        try (StreamClient client =
                StreamClient.connectUnread(gateway.port(), api.basePath() + "/long", 0, "Last-Event-ID: " + start)) {
            assertThat(client.readNext(PATIENCE).data()).isEqualTo("e1");
            relay.sendMany(channel, LIVE, "e");

            // Then
            boolean live = false;
            for (int next = 2; !live || next <= MISSED + LIVE; ) {
                Received event = client.readNext(PATIENCE);
                if (event.isControl()) {
                    assertThat(event.type()).isEqualTo("sluice.live");
                    live = true;
                } else {
                    assertThat(event.data()).isEqualTo("e" + next++);
                }
            }
        }
    }
}
