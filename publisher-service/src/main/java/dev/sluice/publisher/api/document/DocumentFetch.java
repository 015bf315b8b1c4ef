package dev.sluice.publisher.api.document;

import dev.sluice.model.eventstream.EventStreamHead;
import dev.sluice.outbound.Connections;
import dev.sluice.outbound.FailureReason;
import dev.sluice.outbound.OutboundUrl;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One document fetched from its URL: each redirect is checked and connected to anew, no credential is sent. Leaves nothing
 * open. Confined to one event loop; to be used once.
 */
public final class DocumentFetch {
    /** What came of it. */
    public sealed interface Result {
        record Fetched(byte[] bytes) implements Result {}

        record Failed(String reason) implements Result {}
    }

    static final int MAX_BYTES = 2 << 20;

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MAX_REDIRECTS = 5;
    private static final String PEER = "server";
    private static final String WANTED = "application/json, application/yaml, text/*;q=0.8, */*;q=0.5";

    private final Vertx vertx;
    private final Connections connections;
    private final int maxBytes;
    private final int maxRedirects;
    private final Promise<Result> done = Promise.promise();
    private final Buffer body = Buffer.buffer();
    private @Nullable HttpConnection connection;
    private long timer;
    private int redirects;
    /** Of the present hop. */
    private boolean isWritten;

    DocumentFetch(Vertx vertx, Connections connections) {
        this(vertx, connections, MAX_BYTES, MAX_REDIRECTS);
    }

    private DocumentFetch(Vertx vertx, Connections connections, int maxBytes, int maxRedirects) {
        this.vertx = vertx;
        this.connections = connections;
        this.maxBytes = maxBytes;
        this.maxRedirects = maxRedirects;
    }

    /** For what is believed because of where it comes from. */
    public static DocumentFetch withoutRedirects(Vertx vertx, Connections connections, int maxBytes) {
        return new DocumentFetch(vertx, connections, maxBytes, 0);
    }

    /** Always succeeds, within 10 s. */
    public Future<Result> from(URI url) {
        timer = vertx.setTimer(LIMIT.toMillis(), _ -> fail("takes more than " + LIMIT.toSeconds() + " s"));
        ask(url);
        return done.future();
    }

    private boolean isOver() {
        return done.future().isComplete();
    }

    private void ask(URI url) {
        int hop = redirects;
        isWritten = false;
        connections
                .open(HttpMethod.GET, url, this::isOver)
                .compose(this::send)
                .onComplete(head -> onHead(url, head), failure -> onFailure(hop, failure));
    }

    private Future<HttpClientResponse> send(HttpClientRequest request) {
        int hop = redirects;
        HttpConnection opened = request.connection();
        connection = opened;
        isWritten = true;
        opened.exceptionHandler(failure -> onFailure(hop, failure));
        request.exceptionHandler(failure -> onFailure(hop, failure));
        if (isOver()) {
            opened.close();
            return Future.failedFuture("closed before it was connected");
        }
        return request.putHeader("Accept", WANTED)
                .putHeader("Accept-Encoding", "identity")
                .send();
    }

    private void onHead(URI url, HttpClientResponse head) {
        if (isOver()) {
            return;
        }
        int status = head.statusCode();
        switch (status) {
            case 200 -> onBody(head);
            case 301, 302, 303, 307, 308 -> redirect(url, head);
            default -> fail("answers with status " + status);
        }
    }

    private void redirect(URI url, HttpClientResponse head) {
        redirects++;
        leave();
        if (redirects > maxRedirects) {
            fail(
                    maxRedirects == 0
                            ? "redirects, which is not followed"
                            : "redirects more than " + maxRedirects + " times");
            return;
        }
        switch (OutboundUrl.redirected(url, head.getHeader("location"))) {
            case OutboundUrl.Good(URI next) -> ask(next);
            case OutboundUrl.Bad(String reason) -> fail("redirects where it must not: " + reason);
        }
    }

    private void onBody(HttpClientResponse head) {
        if (!EventStreamHead.isPlain(head.getHeader("content-encoding"))) {
            fail("sends it compressed, which was not asked for");
            return;
        }
        head.handler(this::onBytes);
        head.exceptionHandler(failure -> fail(FailureReason.ofBody(failure, PEER)));
        if (connection != null) {
            connection.exceptionHandler(failure -> fail(FailureReason.ofBody(failure, PEER)));
        }
        head.endHandler(_ -> finish(new Result.Fetched(body.getBytes())));
    }

    private void onBytes(Buffer piece) {
        if (isOver()) {
            return;
        }
        if (body.length() + piece.length() > maxBytes) {
            fail("sends more than " + maxBytes + " bytes");
            return;
        }
        body.appendBuffer(piece);
    }

    /** @param hop that it is about: one that was left for where it redirects to counts no more */
    private void onFailure(int hop, Throwable failure) {
        if (hop == redirects) {
            fail(isWritten ? FailureReason.ofHead(failure, PEER) : FailureReason.ofRequest(failure, PEER));
        }
    }

    private void fail(String reason) {
        finish(new Result.Failed(reason));
    }

    private void finish(Result result) {
        if (done.tryComplete(result)) {
            vertx.cancelTimer(timer);
            leave();
        }
    }

    private void leave() {
        if (connection != null) {
            connection.exceptionHandler(_ -> {});
            connection.close();
            connection = null;
        }
    }
}
