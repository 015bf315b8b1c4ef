package dev.sluice.gateway.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.FailedThreads;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.channel.Channel;
import dev.sluice.service.thread.ServiceThreads;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is written of a demand while Kafka has not answered the write before. */
class DemandsTest {
    private record Append(boolean isValue, boolean isLeftAtOnce, CompletableFuture<Void> answer) {}

    private final ServiceThreads threads = new ServiceThreads(new FailedThreads());
    private final BlockingQueue<Append> appends = new LinkedBlockingQueue<>();
    private final Demands demands = new Demands(this::append, "gateway-1", "first", 1, threads);
    private final ChannelRef ref =
            ChannelRef.of(new Channel("api", "Default", KeyType.PRODUCTION, "/x", null), 1, "/x");

    private CompletableFuture<Void> append(int partition, String key, byte @Nullable [] value, boolean isLeftAtOnce) {
        Append append = new Append(value != null, isLeftAtOnce, new CompletableFuture<>());
        appends.add(append);
        return append.answer();
    }

    @AfterEach
    void end() {
        demands.close();
    }

    @Test
    void aClientThatComesWhileTheChannelIsBeingLeftHasItsDemandWritten() throws Exception {
        demands.leaveAtOnce(ref);
        Append left = next();
        assertThat(left.isLeftAtOnce()).isTrue();

        demands.want(ref);
        left.answer().complete(null);

        assertThat(next().isValue()).isTrue();
    }

    @Test
    void aTombstoneThatMayHaveBeenWrittenIsFollowedByTheDemandThatIsWanted() throws Exception {
        demands.want(ref);
        next().answer().complete(null);
        demands.release(ref);
        demands.leaveAtOnce(ref);
        Append left = next();
        assertThat(left.isValue()).isFalse();

        demands.want(ref);
        left.answer().completeExceptionally(new IllegalStateException("timed out"));

        assertThat(next().isValue()).isTrue();
    }

    @Test
    void aChannelThatWasLeftIsAskedToGoAtOnceWhenThatIsWantedAfterwards() throws Exception {
        demands.want(ref);
        next().answer().complete(null);
        demands.release(ref);
        Append withdrawn = next();
        assertThat(withdrawn.isLeftAtOnce()).isFalse();

        demands.leaveAtOnce(ref);
        withdrawn.answer().complete(null);

        assertThat(next().isLeftAtOnce()).isTrue();
    }

    private Append next() throws InterruptedException {
        return Objects.requireNonNull(appends.poll(10, TimeUnit.SECONDS), "no append within 10 s");
    }
}
