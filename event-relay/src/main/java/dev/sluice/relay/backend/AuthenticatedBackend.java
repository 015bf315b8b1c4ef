package dev.sluice.relay.backend;

import dev.sluice.outbound.Credential;
import dev.sluice.outbound.OutboundUrl;
import dev.sluice.relay.channel.Backend;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way to a backend that asks for credentials: they go with every request to the endpoint's own scheme, host and
 * port, and with no other, wherever it redirects to. A 401 is asked about once more if there are other credentials. To
 * be used on event loops; what is opened on one stays on it.
 */
final class AuthenticatedBackend implements Backend {
    private static final int UNAUTHORIZED = 401;

    private final Vertx vertx;
    private final Backend backend;
    private final String origin;
    private final CredentialSource credentials;

    /** @param endpoint the backend's URL */
    AuthenticatedBackend(Vertx vertx, Backend backend, String endpoint, CredentialSource credentials) {
        this.vertx = vertx;
        this.backend = backend;
        this.origin = switch (OutboundUrl.of(endpoint)) {
            case OutboundUrl.Good(URI url) -> OutboundUrl.origin(url);
            case OutboundUrl.Bad _ -> ""; // where nothing is ever asked
        };
        this.credentials = credentials;
    }

    @Override
    public Stream open(Request request, Listener listener) {
        if (!OutboundUrl.origin(request.url()).equals(origin)) {
            return backend.open(request, listener);
        }
        AuthenticatedStream stream = new AuthenticatedStream(request, listener);
        stream.send(credentials.next());
        return stream;
    }

    /** One request, which waits for its credentials first. */
    private final class AuthenticatedStream implements Stream, Listener {
        private final Request request;
        private final Listener listener;
        private final Context loop = vertx.getOrCreateContext();
        private @Nullable Stream stream;
        private @Nullable Credential sent;
        private boolean isRepeated;
        private boolean isClosed;

        AuthenticatedStream(Request request, Listener listener) {
            this.request = request;
            this.listener = listener;
        }

        /** Tokens come on the event loop of the request that asked for them first. */
        void send(Future<Credential> awaited) {
            awaited.onComplete(
                    credential -> loop.runOnContext(_ -> send(credential)),
                    failure -> loop.runOnContext(_ -> fail(failure)));
        }

        private void send(Credential credential) {
            if (!isClosed) {
                Map<String, String> headers = new LinkedHashMap<>(request.headers());
                headers.put(credential.name(), credential.value());
                sent = credential;
                stream = backend.open(new Request(request.url(), headers), this);
            }
        }

        private void fail(Throwable failure) {
            if (!isClosed) {
                isClosed = true;
                listener.onFailure(
                        failure instanceof SignInException known
                                ? new Failure(known.isRefusal(), known.reason())
                                : new Failure(false, "the credentials for the backend were not to be had"));
            }
        }

        @Override
        public void onHead(Head head) {
            Optional<Future<Credential>> others = head.status() == UNAUTHORIZED && !isRepeated && sent != null
                    ? credentials.insteadOf(sent)
                    : Optional.empty();
            if (others.isEmpty()) {
                listener.onHead(head);
                return;
            }
            isRepeated = true;
            if (stream != null) {
                stream.close();
                stream = null;
            }
            send(others.get());
        }

        @Override
        public void onBytes(ByteBuffer bytes) {
            listener.onBytes(bytes);
        }

        @Override
        public void onEnd() {
            listener.onEnd();
        }

        @Override
        public void onFailure(Failure failure) {
            listener.onFailure(failure);
        }

        @Override
        public void pause() {
            if (stream != null) {
                stream.pause();
            }
        }

        @Override
        public void resume() {
            if (stream != null) {
                stream.resume();
            }
        }

        @Override
        public void close() {
            isClosed = true;
            if (stream != null) {
                stream.close();
            }
        }
    }
}
