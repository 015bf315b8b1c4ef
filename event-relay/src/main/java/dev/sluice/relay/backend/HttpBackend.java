package dev.sluice.relay.backend;

import dev.sluice.outbound.Connections;
import dev.sluice.relay.channel.Backend;
import dev.sluice.service.thread.ServiceThreads;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;

/**
 * HTTP to backends. Redirects are not followed here: each hop is a request of its own. To be used on event loops; what is
 * opened on one stays on it.
 */
final class HttpBackend implements Backend {
    private final Vertx vertx;
    private final Connections connections;
    private final Duration headTimeout;
    private final ServiceThreads threads;

    HttpBackend(Vertx vertx, Connections connections, Duration headTimeout, ServiceThreads threads) {
        this.vertx = vertx;
        this.connections = connections;
        this.headTimeout = headTimeout;
        this.threads = threads;
    }

    @Override
    public Stream open(Request request, Listener listener) {
        Exchange exchange = new Exchange(vertx, request, listener, headTimeout, threads);
        connections
                .open(HttpMethod.GET, request.url(), exchange::isOver)
                .compose(exchange::send)
                .onComplete(exchange::onHead, exchange::onFailure);
        return exchange;
    }
}
