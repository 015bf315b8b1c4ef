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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A relay that is asked to end, or is killed, beside another one. */
class LeavingRelayIT extends RelayCase {
    /** How a relay goes, and how long its channels may get nothing. */
    private enum Departure {
        ASKED(Duration.ofSeconds(5)) {
            @Override
            void happenTo(RelayProcess relay) {
                relay.stop();
            }
        },
        KILLED(Duration.ofSeconds(10)) {
            @Override
            void happenTo(RelayProcess relay) {
                relay.kill();
            }
        };

        private final Duration mostPause;

        Departure(Duration mostPause) {
            this.mostPause = mostPause;
        }

        abstract void happenTo(RelayProcess relay);
    }

    private static final String TEMPLATE = "/prices/{symbol}";

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
    void theOtherOneTakesTheChannelsOfOneThatEndsInTimeAndTheLogIsWhole() {
        assertTheOtherOneTakesItsChannels(Departure.ASKED);
    }

    @Test
    @Tag("faults")
    void theOtherOneTakesTheChannelsOfOneThatIsKilledInTimeAndTheLogIsWhole() {
        assertTheOtherOneTakesItsChannels(Departure.KILLED);
    }

    private void assertTheOtherOneTakesItsChannels(Departure going) {
        // Given: both have their shards, one of them this channel's
        soon().until(() -> second.log().contains("shard taken") && relay.log().contains("shard taken"));
        awaitLive(prices);
        awaitMore(200);
        ChannelState state = requireNonNull(installation.states().channel(prices.key()));
        RelayProcess owner = state.relay().contains("relay-1") ? relay : second;

        // When
        going.happenTo(owner);

        // Then
        awaitMore(600);
        FeedHistory history = installation.history(apiId, 0);
        Prices.assertWhole(history, prices.key());
        assertThat(longestPause(history.ofChannel(prices.key()))).isLessThan(going.mostPause);
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
