package dev.sluice.relay.backend;

import dev.sluice.outbound.FailureReason;
import dev.sluice.outbound.ForbiddenAddressException;
import dev.sluice.relay.channel.Backend;
import dev.sluice.service.thread.ServiceThreads;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, on a connection of their own. Once it is over, by its end, a failure or {@link #close}, the
 * listener hears no more and the connection is closed. Confined to one event loop.
 */
final class Exchange implements Backend.Stream {
    private static final Logger LOG = Logger.getLogger(Exchange.class);
    private static final String PEER = "backend";

    private final Vertx vertx;
    private final Backend.Request request;
    private final Backend.Listener listener;
    private final ServiceThreads threads;
    private final long headTimer;
    private @Nullable HttpConnection connection;
    private @Nullable HttpClientResponse response;
    private boolean isWritten;
    private boolean over;

    Exchange(
            Vertx vertx,
            Backend.Request request,
            Backend.Listener listener,
            Duration headTimeout,
            ServiceThreads threads) {
        this.vertx = vertx;
        this.request = request;
        this.listener = listener;
        this.threads = threads;
        this.headTimer = vertx.setTimer(headTimeout.toMillis(), _ -> onHeadTimeout());
    }

    boolean isOver() {
        return over;
    }

    /** The connection is there. */
    Future<HttpClientResponse> send(HttpClientRequest connected) {
        connection = connected.connection();
        request.headers().forEach(connected::putHeader);
        isWritten = true;
        // Reported here once more, and without a handler logged as an error: a backend that goes away is no error
        // of ours.
        connection.exceptionHandler(this::onFailure);
        connected.exceptionHandler(this::onFailure);
        if (over) {
            leave();
            return Future.failedFuture("closed before it was connected");
        }
        return connected.send();
    }

    void onHead(HttpClientResponse head) {
        vertx.cancelTimer(headTimer);
        if (over) {
            return;
        }
        response = head;
        head.handler(this::onBytes);
        head.endHandler(_ -> onEnd());
        head.exceptionHandler(this::onFailure);
        listener.onHead(interpreted(head.statusCode(), head.headers()));
    }

    void onFailure(Throwable failure) {
        if (failure instanceof Error) { // such as memory for buffers that is missing: it is not this connection's alone
            threads.fail(Thread.currentThread().getName(), failure);
        }
        if (over) {
            return;
        }
        LOG.debugf(failure, "connection failed url=%s", request.url());
        leave();
        listener.onFailure(new Backend.Failure(failure instanceof ForbiddenAddressException, reason(failure)));
    }

    private String reason(Throwable failure) {
        if (!isWritten) {
            return FailureReason.ofRequest(failure, PEER);
        }
        return response == null ? FailureReason.ofHead(failure, PEER) : FailureReason.ofBody(failure, PEER);
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
        leave();
    }

    private void onBytes(Buffer bytes) {
        if (!over) {
            listener.onBytes(bytes.getByteBuf().nioBuffer());
        }
    }

    private void onEnd() {
        if (!over) {
            leave();
            listener.onEnd();
        }
    }

    private void onHeadTimeout() {
        if (!over) {
            leave();
            listener.onFailure(new Backend.Failure(false, "the backend has not answered in time"));
        }
    }

    private void leave() {
        over = true;
        vertx.cancelTimer(headTimer);
        if (connection != null) {
            connection.close();
        }
    }

    private static Backend.Head interpreted(int status, MultiMap headers) {
        return new Backend.Head(
                status,
                headers.get("content-type"),
                headers.get("content-encoding"),
                headers.get("location"),
                headers.get("retry-after"));
    }
}
