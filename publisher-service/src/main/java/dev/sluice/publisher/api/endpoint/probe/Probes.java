package dev.sluice.publisher.api.endpoint.probe;

import dev.sluice.model.eventstream.LastEventId;
import dev.sluice.outbound.ConnectionOptions;
import dev.sluice.outbound.Connections;
import dev.sluice.outbound.HostResolver;
import dev.sluice.outbound.OutboundAddresses;
import dev.sluice.outbound.OutboundPolicy;
import dev.sluice.outbound.OutboundTls;
import dev.sluice.publisher.api.endpoint.OutboundConfig;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.impl.VertxInternal;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Probes backends, at most {@value #MAX_AT_ONCE} at once, each with at most 64 KiB and for at most 23 s. Blocks its thread,
 * which is a virtual one; call it outside of transactions. Made at the start, which a wrong setting stops.
 */
@Startup
@Singleton
class Probes {
    static final int MAX_AT_ONCE = 4;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final VertxInternal vertx;
    private final HttpClient plain;
    private final HttpClient overTls;
    private final Connections connections;
    private final Semaphore free = new Semaphore(MAX_AT_ONCE);

    Probes(Vertx vertx, OutboundConfig config) {
        this.vertx = (VertxInternal) vertx;
        ConnectionOptions options = new ConnectionOptions(MAX_AT_ONCE, CONNECT_TIMEOUT);
        this.plain = vertx.createHttpClient(options.plain());
        this.overTls = new OutboundTls("sluice.publisher.outbound.tls", config.tls()).client(options.overTls(), vertx);
        OutboundPolicy policy =
                OutboundPolicy.of(config.allowPrivate(), config.allow().orElse(List.of()));
        this.connections = new Connections(plain, overTls, new OutboundAddresses(vertx, policy, HostResolver.SYSTEM));
    }

    /** Empty when too many are being probed. */
    Optional<Findings> probe(URI url, @Nullable OriginCredential credential) {
        if (!free.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(findings(url, credential));
        } finally {
            free.release();
        }
    }

    private Findings findings(URI url, @Nullable OriginCredential credential) {
        ProbeResult result = probeOnce(new EndpointProbe.Target(url, credential, null), ProbeLimits.FIRST);
        return result instanceof ProbeResult.Body body
                ? new Findings(body, IdStyle.of(body.stream()), resumption(url, credential, body.stream()))
                : Findings.withoutStream(result);
    }

    private Resumption resumption(URI url, @Nullable OriginCredential credential, StreamSample first) {
        return first.firstId()
                .flatMap(LastEventId::headerValue)
                .map(id -> probeOnce(new EndpointProbe.Target(url, credential, id), ProbeLimits.RESUMED))
                .map(again -> again instanceof ProbeResult.Body body
                        ? Resumption.of(first, body.stream())
                        : Resumption.UNKNOWN)
                .orElse(Resumption.UNKNOWN);
    }

    private ProbeResult probeOnce(EndpointProbe.Target target, ProbeLimits limits) {
        CompletableFuture<ProbeResult> seen = new CompletableFuture<>();
        vertx.createEventLoopContext()
                .runOnContext(_ -> new EndpointProbe(vertx, connections, limits)
                        .at(target)
                        .onComplete(seen::complete, seen::completeExceptionally));
        return seen.join();
    }

    @PreDestroy
    void close() {
        plain.close();
        overTls.close();
    }
}
