package dev.sluice.relay.backend;

import dev.sluice.model.outbound.OutboundPolicy;
import dev.sluice.relay.channel.Backend;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * HTTP to backends. A name is resolved, every address it has is checked, and the address that was checked is the one that is
 * connected, so a name that changes its mind between check and connect gains nothing.
 */
final class HttpBackend implements Backend {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final Vertx vertx;
    private final HttpClient client;
    private final OutboundPolicy policy;
    private final PullConfig config;

    HttpBackend(Vertx vertx, HttpClient client, OutboundPolicy policy, PullConfig config) {
        this.vertx = vertx;
        this.client = client;
        this.policy = policy;
        this.config = config;
    }

    @Override
    public Connection open(String url, Map<String, String> headers, Handler handler) {
        Exchange exchange = new Exchange(handler);
        vertx.runOnContext(_ -> begin(url, headers, exchange));
        return exchange;
    }

    private void begin(String url, Map<String, String> headers, Exchange exchange) {
        URI uri;
        try {
            uri = checked(url);
        } catch (IllegalArgumentException wrong) {
            exchange.fail(String.valueOf(wrong.getMessage()), true);
            return;
        }
        String host = uri.getHost().startsWith("[")
                ? uri.getHost().substring(1, uri.getHost().length() - 1)
                : uri.getHost();
        vertx.executeBlocking(() -> InetAddress.getAllByName(host), false)
                .onSuccess(addresses -> connect(uri, addresses, headers, exchange))
                .onFailure(unknown -> exchange.fail(
                        unknown instanceof UnknownHostException
                                ? "the backend's name is not known"
                                : "the backend's name cannot be resolved",
                        false));
    }

    private static URI checked(String url) {
        URI uri = URI.create(url);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("a backend must be http or https");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("a backend's URL must have a host and no user");
        }
        return uri;
    }

    private void connect(URI uri, InetAddress[] addresses, Map<String, String> headers, Exchange exchange) {
        for (InetAddress address : addresses) {
            if (!policy.allows(address.getAddress())) {
                exchange.fail("the backend's address is not allowed here", true);
                return;
            }
        }
        boolean tls = uri.getScheme().equalsIgnoreCase("https");
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? HTTPS_PORT : HTTP_PORT;
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(SocketAddress.inetSocketAddress(port, addresses[0].getHostAddress()))
                .setHost(uri.getHost())
                .setPort(port)
                .setSsl(tls)
                .setFollowRedirects(false)
                .setURI(uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery())
                .setConnectTimeout(config.connectTimeout().toMillis());
        client.request(options)
                .compose(request -> exchange.begin(request, headers))
                .onSuccess(exchange::read)
                .onFailure(failure -> exchange.fail(reason(failure), false));
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return "no connection to the backend: "
                + (message == null
                        ? failure.getClass().getSimpleName()
                        : message.lines().findFirst().orElse(""));
    }

    /** One request, its answer, and whether anybody still listens. Confined to the pull's event loop. */
    private final class Exchange implements Connection {
        private final Handler handler;
        private @Nullable HttpClientRequest request;
        private @Nullable HttpClientResponse response;
        private long headTimer = -1;
        private boolean closed;
        private boolean over;

        Exchange(Handler handler) {
            this.handler = handler;
        }

        Future<HttpClientResponse> begin(HttpClientRequest begun, Map<String, String> headers) {
            if (closed) {
                begun.reset();
                return Future.failedFuture("closed");
            }
            request = begun;
            headers.forEach(begun::putHeader);
            headTimer = vertx.setTimer(config.headTimeout().toMillis(), _ -> {
                begun.reset();
                fail("the backend has not answered in time", false);
            });
            return begun.send();
        }

        void read(HttpClientResponse answer) {
            vertx.cancelTimer(headTimer);
            if (closed) {
                answer.request().reset();
                return;
            }
            response = answer;
            answer.exceptionHandler(_ -> end());
            answer.endHandler(_ -> end());
            answer.handler(buffer -> {
                if (!closed) {
                    handler.onBytes(buffer.getBytes());
                }
            });
            handler.onHead(head(answer));
        }

        private Head head(HttpClientResponse answer) {
            MultiMap headers = answer.headers();
            return new Head(
                    answer.statusCode(),
                    headers.get("content-type"),
                    headers.get("location"),
                    seconds(headers.get("retry-after")));
        }

        private long seconds(@Nullable String retryAfter) {
            return retryAfter != null && retryAfter.matches("[0-9]{1,6}") ? Long.parseLong(retryAfter) : -1;
        }

        private void end() {
            if (!closed && !over) {
                over = true;
                handler.onEnd();
            }
        }

        void fail(String why, boolean forbidden) {
            if (!closed && !over) {
                over = true;
                handler.onFailure(why, forbidden);
            }
        }

        @Override
        public void pause() {
            if (response != null) {
                response.pause();
            }
        }

        @Override
        public void resume() {
            if (response != null) {
                response.resume();
            }
        }

        @Override
        public void close() {
            closed = true;
            vertx.cancelTimer(headTimer);
            HttpClientRequest open = request;
            if (open != null) {
                open.reset();
                if (open.connection() != null) {
                    open.connection().close();
                }
            }
        }
    }
}
