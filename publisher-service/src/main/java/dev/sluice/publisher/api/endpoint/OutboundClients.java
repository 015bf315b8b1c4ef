package dev.sluice.publisher.api.endpoint;

import dev.sluice.outbound.ConnectionOptions;
import dev.sluice.outbound.Connections;
import dev.sluice.outbound.HostResolver;
import dev.sluice.outbound.OutboundAddresses;
import dev.sluice.outbound.OutboundPolicy;
import dev.sluice.outbound.OutboundTls;
import io.quarkus.runtime.Startup;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.impl.VertxInternal;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/** What connects to where a user says. Made at the start, which a wrong setting stops. Thread safe. */
@Startup
@Singleton
public class OutboundClients {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** To one host at a time; who asks bounds how much is asked. */
    private static final int MAX_AT_ONCE = 8;

    private final VertxInternal vertx;
    private final HttpClient plain;
    private final HttpClient overTls;
    private final Connections connections;

    public OutboundClients(Vertx vertx, OutboundConfig config) {
        this.vertx = (VertxInternal) vertx;
        ConnectionOptions options = new ConnectionOptions(MAX_AT_ONCE, CONNECT_TIMEOUT);
        this.plain = vertx.createHttpClient(options.plain());
        this.overTls = new OutboundTls("sluice.publisher.outbound.tls", config.tls()).client(options.overTls(), vertx);
        OutboundPolicy policy =
                OutboundPolicy.of(config.allowPrivate(), config.allow().orElse(List.of()));
        this.connections = new Connections(plain, overTls, new OutboundAddresses(vertx, policy, HostResolver.SYSTEM));
    }

    /** Does this on an event loop of its own, and blocks the caller's thread, which is a virtual one, until it is done. */
    public <T> T ask(BiFunction<Vertx, Connections, Future<T>> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        vertx.createEventLoopContext()
                .runOnContext(
                        _ -> work.apply(vertx, connections).onComplete(done::complete, done::completeExceptionally));
        return done.join();
    }

    @PreDestroy
    public void close() {
        plain.close();
        overTls.close();
    }
}
