package dev.sluice.publisher.api.endpoint.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.api.KeyType;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.channel.Feed;
import dev.sluice.model.relay.BackendClass;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.FeedState;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.model.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is shown of relay-state, and when it is no longer said to be so. */
class UpstreamTableTest {
    private static final int SHARDS = 16;

    private final String apiId = UUID.randomUUID().toString();
    private final Feed feed = new Feed(apiId, 0);
    private long nanos = Duration.ofDays(1).toNanos();
    private final UpstreamTable table = new UpstreamTable(SHARDS, () -> nanos);

    @Test
    void aChannelCountsOnceItsFeedHasBeenRead() {
        table.onBeginning();
        table.onCaughtUp();

        channel("/a", Upstream.LIVE);
        assertThat(table.ofApi(apiId)).isEmpty();

        feed();
        assertThat(table.ofApi(apiId)).extracting(UpstreamState::path).containsExactly("/a");
    }

    @Test
    void aChannelWhoseTombstoneHasBeenReadIsGone() {
        table.onBeginning();
        channel("/a", Upstream.LIVE);
        feed();
        table.onCaughtUp();

        channel("/a", null);
        feed();

        assertThat(table.ofApi(apiId)).isEmpty();
        assertThat(table.apiIds()).isEmpty();
    }

    @Test
    void whileItReadsFromTheBeginningItShowsWhatItHad() {
        table.onBeginning();
        channel("/a", Upstream.LIVE);
        feed();
        table.onCaughtUp();

        table.onBeginning();
        channel("/b", Upstream.LIVE);
        feed();
        assertThat(table.ofApi(apiId)).extracting(UpstreamState::path).containsExactly("/a");

        table.onCaughtUp();
        assertThat(table.ofApi(apiId)).extracting(UpstreamState::path).containsExactly("/b");
    }

    @Test
    void itIsRecentFromTheFirstWholeReadingToFiveSecondsAfterKafkasLastAnswer() {
        table.onAnswer();
        assertThat(table.isRecent()).isFalse();

        table.onCaughtUp();
        assertThat(table.isRecent()).isTrue();

        nanos += Duration.ofSeconds(5).toNanos();
        assertThat(table.isRecent()).isTrue();
        nanos++;
        assertThat(table.isRecent()).isFalse();

        table.onAnswer();
        assertThat(table.isRecent()).isTrue();
    }

    /** @param upstream {@code null} = a tombstone */
    private void channel(String path, @Nullable Upstream upstream) {
        String key = new Channel(apiId, "Default", KeyType.PRODUCTION, path, null).key();
        row(
                key,
                upstream == null
                        ? null
                        : Wire.write(new ChannelState(
                                1,
                                "k7f3q9zd0a",
                                1,
                                null,
                                List.of(),
                                BackendClass.A,
                                "topic",
                                "hash",
                                0,
                                List.of(),
                                new UpstreamStatus(upstream, 200, null, 0),
                                "relay-1")));
    }

    private void feed() {
        row(feed.stateKey(), Wire.write(new FeedState(1, 0, 1, List.of(0L), "topic", "relay-1")));
    }

    private void row(String key, byte @Nullable [] value) {
        table.onRecord(new ConsumerRecord<>("relay-state", feed.shard(SHARDS), 0, key, value));
    }
}
