package dev.sluice.publisher.api.endpoint.probe;

import dev.sluice.model.eventstream.LastEventId;
import dev.sluice.publisher.api.endpoint.OutboundClients;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Probes backends, at most {@value #MAX_AT_ONCE} at once, each with at most 64 KiB and for at most 23 s. Blocks its thread,
 * which is a virtual one; call it outside of transactions.
 */
@Singleton
class Probes {
    static final int MAX_AT_ONCE = 4;

    private final OutboundClients clients;
    private final Semaphore free = new Semaphore(MAX_AT_ONCE);

    Probes(OutboundClients clients) {
        this.clients = clients;
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
        return clients.ask((vertx, connections) -> new EndpointProbe(vertx, connections, limits).at(target));
    }
}
