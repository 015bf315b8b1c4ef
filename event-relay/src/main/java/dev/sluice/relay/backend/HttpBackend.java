package dev.sluice.relay.backend;

import dev.sluice.relay.channel.Backend;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * HTTP to backends. Each request resolves its host anew, has every address checked, and connects to one that was checked, with
 * the URL's host in {@code Host} and SNI. Redirects are not followed here: each hop is a request of its own.
 *
 * <p>To be used on event loops; what is opened on one stays on it.
 */
final class HttpBackend implements Backend {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final Vertx vertx;
    private final HttpClient client;
    private final BackendAddresses addresses;
    private final Duration headTimeout;

    HttpBackend(Vertx vertx, HttpClient client, BackendAddresses addresses, Duration headTimeout) {
        this.vertx = vertx;
        this.client = client;
        this.addresses = addresses;
        this.headTimeout = headTimeout;
    }

    @Override
    public Stream open(Request request, Listener listener) {
        Exchange exchange = new Exchange(vertx, request, listener, headTimeout);
        addresses
                .of(withoutBrackets(request.url().getHost()))
                .compose(found -> connect(request.url(), found, 0, exchange))
                .compose(exchange::send)
                .onComplete(exchange::onHead, exchange::onFailure);
        return exchange;
    }

    /** The addresses one after another, until one takes the connection. */
    private Future<HttpClientRequest> connect(URI url, List<InetAddress> found, int index, Exchange exchange) {
        Future<HttpClientRequest> connected = client.request(options(url, found.get(index)));
        if (index + 1 == found.size()) {
            return connected;
        }
        return connected.recover(
                failure -> exchange.isOver() ? Future.failedFuture(failure) : connect(url, found, index + 1, exchange));
    }

    private static RequestOptions options(URI url, InetAddress address) {
        boolean tls = url.getScheme().toLowerCase(Locale.ROOT).equals("https");
        int port = url.getPort() >= 0 ? url.getPort() : tls ? HTTPS_PORT : HTTP_PORT;
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(url.getHost())
                .setPort(port)
                .setSsl(tls)
                .setFollowRedirects(false)
                .setURI(target(url.getRawPath(), url.getRawQuery()));
    }

    private static String target(@Nullable String path, @Nullable String query) {
        String origin = path == null || path.isEmpty() ? "/" : path;
        return query == null ? origin : origin + '?' + query;
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
