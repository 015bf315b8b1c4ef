package dev.sluice.relay.backend;

import dev.sluice.model.secret.SecretSeal;
import dev.sluice.outbound.OutboundPolicy;
import dev.sluice.outbound.TlsFiles;
import dev.sluice.relay.channel.BackendSignIn;
import dev.sluice.relay.channel.ChannelMemory;
import dev.sluice.relay.channel.PullReason;
import dev.sluice.relay.channel.PullTarget;
import dev.sluice.service.thread.ProcessExit;
import dev.sluice.service.thread.ServiceThreads;
import dev.sluice.testsupport.FixedTlsFiles;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Starts pulls for a test, and stops them after it. */
final class PullRun implements AutoCloseable {
    static final int MAX_EVENT_BYTES = 1 << 20;

    private final Vertx vertx = Vertx.vertx();
    private final Pulls pulls;
    private final List<Pulls.Pull> started = new ArrayList<>();

    PullRun(boolean allowPrivate) {
        this(allowPrivate, Duration.ofSeconds(15));
    }

    PullRun(boolean allowPrivate, Duration headTimeout) {
        this(allowPrivate, QuickConfig.of(headTimeout, FixedTlsFiles.NONE), null);
    }

    PullRun(Duration minBackoff, Duration maxBackoff) {
        this(true, new QuickConfig(Duration.ofSeconds(15), FixedTlsFiles.NONE, minBackoff, maxBackoff), null);
    }

    PullRun(TlsFiles tls) {
        this(true, QuickConfig.of(Duration.ofSeconds(15), tls), null);
    }

    PullRun(@Nullable SecretSeal seal) {
        this(true, QuickConfig.of(Duration.ofSeconds(15), FixedTlsFiles.NONE), seal);
    }

    private PullRun(boolean allowPrivate, PullConfig config, @Nullable SecretSeal seal) {
        pulls = new Pulls(
                vertx,
                OutboundPolicy.of(allowPrivate, List.of()),
                config,
                seal,
                new ServiceThreads(ProcessExit.halting()));
    }

    Pulls.Pull first(String url, RecordingLog log) {
        return start(url, ChannelMemory.NOTHING, PullReason.FIRST, log);
    }

    Pulls.Pull start(String url, ChannelMemory memory, PullReason why, RecordingLog log) {
        return start(new PullTarget(url, true, MAX_EVENT_BYTES, BackendSignIn.NONE), memory, why, log);
    }

    Pulls.Pull start(PullTarget target, ChannelMemory memory, PullReason why, RecordingLog log) {
        Pulls.Pull pull = pulls.start(target, memory, why, log);
        started.add(pull);
        return pull;
    }

    @Override
    public void close() {
        CompletableFuture.allOf(started.stream()
                        .map(pull -> pull.stop().toCompletableFuture())
                        .toArray(CompletableFuture[]::new))
                .join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Waits that a test can wait for. */
    private record QuickConfig(Duration headTimeout, TlsFiles tls, Duration min, Duration max) implements PullConfig {
        static QuickConfig of(Duration headTimeout, TlsFiles tls) {
            return new QuickConfig(headTimeout, tls, Duration.ofMillis(20), Duration.ofMillis(100));
        }

        @Override
        public Backoff backoff() {
            return new Backoff() {
                @Override
                public Duration min() {
                    return min;
                }

                @Override
                public Duration max() {
                    return max;
                }
            };
        }

        @Override
        public Backend backend() {
            return new Backend() {
                @Override
                public Duration connectTimeout() {
                    return Duration.ofSeconds(2);
                }

                @Override
                public Duration headTimeout() {
                    return headTimeout;
                }
            };
        }
    }
}
