package dev.sluice.relay.faults;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.channel.Channel;
import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.testsupport.history.FeedHistory;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A relay that is asked to end beside another one. */
class LeavingRelayIT extends RelayCase {
    private static final String TEMPLATE = "/prices/{symbol}";
    private static final Duration MOST_PAUSE = Duration.ofSeconds(3);

    private final String apiId = UUID.randomUUID().toString();
    private final Channel prices = Installation.channel(apiId, "/prices/AAA", "rate=200");
    private RelayProcess second;

    @BeforeEach
    void begin() throws Exception {
        second = RelayProcess.start(installation, "relay-2");
        installation.createEvents(apiId, 1);
        installation.deploy(apiId, 1, backendUrl(), List.of(Installation.topic(TEMPLATE)));
        installation.demand(prices, 1, TEMPLATE, "gateway-1", "first");
    }

    @AfterEach
    void endSecond() {
        second.close();
    }

    @Override
    RelayProcess startRelay() {
        return RelayProcess.start(installation, "relay-1");
    }

    @Test
    void theOtherOneTakesItsChannelsAtOnceAndTheLogIsWhole() {
        // Given: both have their shards, one of them this channel's
        soon().until(() -> second.log().contains("shard taken") && relay.log().contains("shard taken"));
        awaitLive(prices);
        awaitMore(200);
        ChannelState state = requireNonNull(installation.states().channel(prices.key()));
        RelayProcess owner = state.relay().contains("relay-1") ? relay : second;

        // When
        owner.stop();

        // Then
        awaitMore(600);
        FeedHistory history = installation.history(apiId, 0);
        Prices.assertWhole(history, prices.key());
        assertThat(longestPause(history.ofChannel(prices.key()))).isLessThan(MOST_PAUSE);
    }

    private void awaitMore(int events) {
        int before = installation.history(apiId, 0).ofChannel(prices.key()).size();
        soon().untilAsserted(() -> {
            installation.announce("gateway-1", "first");
            assertThat(installation.history(apiId, 0).ofChannel(prices.key())).hasSizeGreaterThan(before + events);
        });
    }

    private static Duration longestPause(List<FeedRecord> records) {
        long longest = 0;
        for (int i = 1; i < records.size(); i++) {
            longest = Math.max(
                    longest, records.get(i).timestamp() - records.get(i - 1).timestamp());
        }
        return Duration.ofMillis(longest);
    }
}
