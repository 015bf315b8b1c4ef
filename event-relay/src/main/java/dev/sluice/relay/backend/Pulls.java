package dev.sluice.relay.backend;

import dev.sluice.model.relay.BackendClass;
import dev.sluice.model.secret.SecretSeal;
import dev.sluice.outbound.ConnectionOptions;
import dev.sluice.outbound.Connections;
import dev.sluice.outbound.HostResolver;
import dev.sluice.outbound.OutboundAddresses;
import dev.sluice.outbound.OutboundPolicy;
import dev.sluice.outbound.OutboundTls;
import dev.sluice.relay.channel.Backend;
import dev.sluice.relay.channel.ChannelLog;
import dev.sluice.relay.channel.ChannelMemory;
import dev.sluice.relay.channel.ChannelPull;
import dev.sluice.relay.channel.PullReason;
import dev.sluice.relay.channel.PullTarget;
import dev.sluice.relay.channel.ReconnectPolicy;
import dev.sluice.service.thread.ServiceThreads;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Starts pulls, each on an event loop and with connections of its own. Thread safe. */
public final class Pulls {
    /**
     * Of one backend host; the client keeps four bytes for each. What is above it waits, and is reported as no answer
     * in time.
     */
    private static final int MAX_STREAMS = 20_000;

    private final VertxInternal vertx;
    private final HttpBackend backend;
    private final BackendSignIns signIns;
    private final PullConfig config;
    private final ServiceThreads threads;
    private final RandomGenerator random = new Random();

    /** @param seal opens the secrets of endpoints; {@code null} = there is no key for them */
    public Pulls(
            Vertx vertx, OutboundPolicy policy, PullConfig config, @Nullable SecretSeal seal, ServiceThreads threads) {
        this.vertx = (VertxInternal) vertx;
        this.config = config;
        this.threads = threads;
        EventLoopWatch.begin(this.vertx, threads);
        ConnectionOptions options =
                new ConnectionOptions(MAX_STREAMS, config.backend().connectTimeout());
        Connections connections = new Connections(
                vertx.createHttpClient(options.plain()),
                new OutboundTls("sluice.relay.tls", config.tls()).client(options.overTls(), vertx),
                new OutboundAddresses(vertx, policy, HostResolver.SYSTEM));
        Duration headTimeout = config.backend().headTimeout();
        this.backend = new HttpBackend(vertx, connections, headTimeout, threads);
        this.signIns = new BackendSignIns(vertx, connections, new BackendSecrets(seal), headTimeout);
    }

    /** Returns before the backend has been asked; what is found is given to {@code log} on the pull's event loop. */
    public Pull start(PullTarget target, ChannelMemory memory, PullReason why, ChannelLog log) {
        ReconnectPolicy policy =
                new ReconnectPolicy(config.backoff().min(), config.backoff().max(), random);
        PullGuard guard = new PullGuard(threads, log);
        Backend signedIn = signIns.signedIn(guard.around(backend), target.url(), target.signIn());
        ChannelPull pull = new ChannelPull(target, memory, why, signedIn, log, new VertxLoop(vertx, guard), policy);
        guard.guard(pull);
        LoopPull running = new LoopPull(vertx.createEventLoopContext(), pull, guard);
        running.start();
        return running;
    }

    /** A running pull. Any thread may call it. */
    public interface Pull {
        /** Closes the connection; when this completes nothing more is given to the log. */
        CompletionStage<Void> stop();

        /** The log has room again. */
        void onRoom();

        /** What the backend has shown so far. */
        BackendClass backendClass();
    }
}
