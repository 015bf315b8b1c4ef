package dev.sluice.relay.backend;

import dev.sluice.model.outbound.OutboundPolicy;
import dev.sluice.relay.channel.ChannelLog;
import dev.sluice.relay.channel.ChannelMemory;
import dev.sluice.relay.channel.ChannelPull;
import dev.sluice.relay.channel.PullReason;
import dev.sluice.relay.channel.PullTarget;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.impl.VertxInternal;
import java.util.concurrent.ThreadLocalRandom;

/** Starts pulls, each on an event loop of its own. Thread safe. */
public final class Pulls {
    private static final int MAX_HEAD_BYTES = 16 * 1024;
    /** Streams of one backend host; the client keeps four bytes for each of them. */
    private static final int MAX_STREAMS = 20_000;

    private final VertxInternal vertx;
    private final OutboundPolicy policy;
    private final PullConfig config;
    private final HttpClient client;

    public Pulls(Vertx vertx, OutboundPolicy policy, PullConfig config) {
        this.vertx = (VertxInternal) vertx;
        this.policy = policy;
        this.config = config;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setKeepAlive(false) // one connection for one stream
                .setMaxPoolSize(MAX_STREAMS)
                .setTcpKeepAlive(true)
                .setTcpNoDelay(true)
                .setDecompressionSupported(false)
                .setMaxHeaderSize(MAX_HEAD_BYTES)
                .setMaxRedirects(0)
                .setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis())));
    }

    /** A pull that runs. Any thread may ask it. */
    public interface Pull {
        /** The connection is closed; what is found meanwhile may still be told. */
        void stop();

        void onRoom();
    }

    /** Any thread; returns before the backend has been asked. */
    public Pull start(PullTarget target, ChannelMemory memory, PullReason reason, ChannelLog log) {
        Context loop = vertx.createEventLoopContext();
        ChannelPull pull = new ChannelPull(
                target,
                memory,
                reason,
                config.settings(),
                new HttpBackend(vertx, client, policy, config),
                log,
                new LoopTimers(vertx),
                ThreadLocalRandom.current());
        loop.runOnContext(_ -> pull.start());
        return new Pull() {
            @Override
            public void stop() {
                loop.runOnContext(_ -> pull.stop());
            }

            @Override
            public void onRoom() {
                loop.runOnContext(_ -> pull.onRoom());
            }
        };
    }
}
