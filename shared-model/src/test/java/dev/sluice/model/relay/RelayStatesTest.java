package dev.sluice.model.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.channel.Feed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelayStatesTest {
    private static final Feed FEED = new Feed("api", 0);
    private final RelayStates states = new RelayStates();

    @Test
    void aChannelsStateCountsOnlyWhenItsCheckpointIsWhole() {
        // Given
        states.onChannel("c", state(3));
        assertThat(states.channel("c")).isNull();

        // When
        states.onFeed(FEED, feed(10));

        // Then
        assertThat(states.channel("c")).isEqualTo(state(3));
        assertThat(states.feed(FEED)).isEqualTo(feed(10));
    }

    @Test
    void aTombstoneTakesAStateAwayAndIsTold() {
        // Given
        states.onChannel("c", state(3));
        states.onFeed(FEED, feed(10));
        List<String> outputs = new ArrayList<>();

        // When
        states.onChannel("c", null);
        states.onFeed(FEED, feed(11), (channel, state) -> outputs.add(channel + '=' + state));

        // Then
        assertThat(states.channels()).isEmpty();
        assertThat(outputs).containsExactly("c=null");
    }

    private static FeedState feed(long through) {
        return new FeedState(1, 5, through, List.of(5L), "t", "relay-1");
    }

    private static ChannelState state(long sequence) {
        return new ChannelState(
                1,
                "k7f3q9zd0a",
                sequence,
                null,
                List.of(),
                BackendClass.UNKNOWN,
                "t",
                "h",
                5,
                List.of(),
                new UpstreamStatus(UpstreamStatus.Upstream.LIVE, 200, null, 0),
                "relay-1");
    }
}
