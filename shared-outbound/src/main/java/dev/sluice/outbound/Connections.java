package dev.sluice.outbound;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Connections for one request each. Each resolves its host anew, has every address checked, and goes to one that was checked,
 * with the URL's host in {@code Host} and SNI. Redirects are not followed here. To be used on event loops.
 */
public final class Connections {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final HttpClient plain;
    private final HttpClient overTls;
    private final OutboundAddresses addresses;

    /** @param overTls for https */
    public Connections(HttpClient plain, HttpClient overTls, OutboundAddresses addresses) {
        this.plain = plain;
        this.overTls = overTls;
        this.addresses = addresses;
    }

    /** @param isGivenUp whether further addresses need not be tried */
    public Future<HttpClientRequest> open(HttpMethod method, URI url, BooleanSupplier isGivenUp) {
        return addresses
                .of(withoutBrackets(url.getHost()))
                .compose(found -> connect(options(method, url), found, 0, isGivenUp));
    }

    /** The addresses one after another, until one takes the connection. */
    private Future<HttpClientRequest> connect(
            RequestOptions options, List<InetAddress> found, int index, BooleanSupplier isGivenUp) {
        String address = found.get(index).getHostAddress();
        HttpClient client = options.isSsl() ? overTls : plain;
        Future<HttpClientRequest> connected = client.request(
                new RequestOptions(options).setServer(SocketAddress.inetSocketAddress(options.getPort(), address)));
        if (index + 1 == found.size()) {
            return connected;
        }
        return connected.recover(failure -> isGivenUp.getAsBoolean()
                ? Future.failedFuture(failure)
                : connect(options, found, index + 1, isGivenUp));
    }

    private static RequestOptions options(HttpMethod method, URI url) {
        boolean tls = url.getScheme().toLowerCase(Locale.ROOT).equals("https");
        int port = url.getPort() >= 0 ? url.getPort() : tls ? HTTPS_PORT : HTTP_PORT;
        return new RequestOptions()
                .setMethod(method)
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
