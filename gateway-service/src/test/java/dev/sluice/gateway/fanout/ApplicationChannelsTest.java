package dev.sluice.gateway.fanout;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.api.KeyType;
import dev.sluice.model.channel.Channel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApplicationChannelsTest {
    private static final int MAX = 10;
    private static final ApplicationChannels.Holder HOLDER = new ApplicationChannels.Holder("app", "api");
    private static final ApplicationChannels.Holder OTHER = new ApplicationChannels.Holder("other", "api");

    private final Set<String> pulled = new HashSet<>();
    private final List<String> leftAtOnce = new ArrayList<>();
    private long now;
    private final ApplicationChannels channels = of(MAX);

    private ApplicationChannels of(int max) {
        return new ApplicationChannels(
                max,
                ref -> pulled.contains(ref.channel().path()),
                ref -> leftAtOnce.add(ref.channel().path()),
                () -> now);
    }

    @Test
    void moreChannelsThanTheBoundAreRefusedAndMoreStreamsOfOneAreNot() {
        for (int i = 0; i < MAX; i++) {
            assertThat(enter("/" + i)).isNotNull();
        }

        assertThat(enter("/10")).isNull();
        assertThat(enter("/0")).isNotNull();
        assertThat(channels.acquire(OTHER, ref("/10"))).isNotNull();
        assertThat(leftAtOnce).isEmpty();
    }

    @Test
    void aChannelThatWasLeftCountsAsLongAsItIsPulled() {
        // Given
        for (int i = 0; i < MAX - 2; i++) {
            pulled.add("/" + i);
            leave(enter("/" + i));
        }

        // When // Then
        pass(Duration.ofHours(1));
        assertThat(leftAtOnce).isEmpty();
        leave(enter("/8"));
        leave(enter("/9"));
        assertThat(leftAtOnce).containsExactly("/0");
        assertThat(enter("/10")).isNull();
        pulled.clear();
        assertThat(enter("/10")).isNotNull();
    }

    @Test
    void manyChannelsThatAreOpenedAndLeftInATurnNeverCostMoreThanTheBound() {
        // Given
        Deque<String> opened = new ArrayDeque<>();

        // When
        for (int i = 0; i < 400; i++) {
            ApplicationChannels.@Nullable Slot slot = enter("/" + i);
            if (slot != null) {
                opened.add("/" + i);
                pulled.add("/" + i);
                leave(slot);
            }
            pass(Duration.ofMillis(10));
        }

        // Then
        assertThat(opened).hasSize(MAX);
    }

    @Test
    void aClientThatGoesFromChannelToChannelIsNotLockedOut() {
        for (int i = 0; i < 100; i++) {
            ApplicationChannels.@Nullable Slot slot = enter("/" + i);
            assertThat(slot).as("channel %s", i).isNotNull();
            pulled.add("/" + i);
            pass(Duration.ofSeconds(5));
            leave(slot);
            pulled.removeAll(leftAtOnce);
        }
        assertThat(leftAtOnce).startsWith("/0", "/1", "/2").hasSizeBetween(80, 100);
    }

    @Test
    void aChannelToWhichAClientComesBackIsNotLeft() {
        // Given
        for (int i = 0; i < MAX; i++) {
            pulled.add("/" + i);
        }
        leave(enter("/0"));
        leave(enter("/1"));
        assertThat(enter("/0")).isNotNull();

        // When
        for (int i = 2; i < MAX; i++) {
            assertThat(enter("/" + i)).isNotNull();
        }

        // Then
        assertThat(leftAtOnce).containsExactly("/1");
        pass(Duration.ofSeconds(5));
        assertThat(enter("/10")).isNotNull();
        assertThat(enter("/11")).isNull();
    }

    @Test
    void withoutABoundNothingIsRefused() {
        ApplicationChannels unbounded = of(0);
        for (int i = 0; i < 1000; i++) {
            assertThat(unbounded.acquire(HOLDER, ref("/" + i))).isNotNull();
        }
        assertThat(leftAtOnce).isEmpty();
    }

    private ApplicationChannels.@Nullable Slot enter(String path) {
        return channels.acquire(HOLDER, ref(path));
    }

    private static void leave(ApplicationChannels.@Nullable Slot slot) {
        requireNonNull(slot, "no slot").release();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private static ChannelRef ref(String path) {
        return ChannelRef.of(new Channel("api", "Default", KeyType.PRODUCTION, path, null), 1, "/*");
    }
}
