package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.server.TestRelay.Pulled;
import dev.sluice.testsupport.stream.EventReader.Received;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How long it takes to find a place does not depend on how much is stored; {@code -Dtest.stored} sets how much that is. */
class StoredRecordsIT extends StreamingCase {
    private static final int STORED = Integer.getInteger("test.stored", 300_000);
    private static final int MISSED = 10;
    /** So far before the end lies the last checkpoint. */
    private static final int CHECKPOINT = 100;

    @Test
    void aPlaceNearTheEndIsFoundWithoutReadingWhatLiesBeforeIt() throws Exception {
        // Given
        Pulled channel = relay.live("/stored");
        relay.sendMany(channel, STORED - CHECKPOINT, "e");
        relay.send(channel, "e" + (channel.sequence + 1));
        relay.sendMany(channel, CHECKPOINT - 2, "e");
        long end = relay.send(channel, "e" + STORED);
        relay.checkpoint(channel.feed);
        String id = channel.id(STORED - MISSED, end - MISSED);
        TestGateway gateway = gateway("gateway-1", RING);
        assertThatAllThatIsMissedComes(gateway.connect(api, "/stored", "Last-Event-ID: " + id));

        // When
        long before = ConsumedRecords.soFar();
        long began = System.nanoTime();
        assertThatAllThatIsMissedComes(gateway.connect(api, "/stored", "Last-Event-ID: " + id));
        long took = System.nanoTime() - began;
        long byId = ConsumedRecords.soFar() - before;
        assertThatAllThatIsMissedComes(gateway.connect(api, "/stored?since=-" + MISSED));
        long bySince = ConsumedRecords.soFar() - before - byId;

        // Then
        System.out.printf(
                "resumed at %d of %d in %d ms: %d records read for an id, %d for since%n",
                STORED - MISSED, STORED, TimeUnit.NANOSECONDS.toMillis(took), byId, bySince);
        assertThat(byId).isBetween((long) MISSED, MISSED + 1L);
        assertThat(bySince).isBetween((long) MISSED, CHECKPOINT + 1L);
    }

    private static void assertThatAllThatIsMissedComes(StreamClient client) throws Exception {
        for (int i = STORED - MISSED + 1; i <= STORED; i++) {
            Received event = client.next();
            assertThat(event.type() + ' ' + event.data()).isEqualTo("message e" + i);
        }
        assertThat(client.next().type()).isEqualTo("sluice.live");
    }
}
