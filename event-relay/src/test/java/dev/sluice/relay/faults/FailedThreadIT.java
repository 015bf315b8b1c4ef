package dev.sluice.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.channel.Channel;
import dev.sluice.service.thread.ProcessExit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An error on a thread that the relay cannot do without. */
class FailedThreadIT extends RelayCase {
    private static final String TOPIC = "/prices/{symbol}";

    private final String apiId = UUID.randomUUID().toString();
    private final Channel prices = Installation.channel(apiId, "/prices/AAA", "rate=50");

    @Override
    RelayProcess startRelay() {
        return RelayProcess.start(installation, "relay-1");
    }

    @ParameterizedTest
    @CsvSource({"EVENT_SENT, shard-", "CLAIM_READ, feed-read-back", "CHANNEL_STATE_SENT, relay-state-"})
    void endsTheProcessWithALineInTheLog(FailPoint.Step step, String thread) throws Exception {
        // Given
        relay.stop();
        installation.createEvents(apiId, 1);
        installation.deploy(apiId, 1, backendUrl(), List.of(Installation.topic(TOPIC)));
        installation.announce("gateway-1", "first");
        installation.demand(prices, 1, TOPIC, "gateway-1", "first");

        // When
        relay = RelayProcess.failingAt(installation, "relay-2", step, 1, FailPoint.Way.ERROR);

        // Then
        assertThat(relay.exitCode()).isEqualTo(ProcessExit.EXIT_CODE);
        assertThat(relay.log()).contains("the process ends, since a thread has failed: thread=", thread, "of the test");
    }
}
