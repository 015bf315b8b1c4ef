package dev.sluice.publisher.api.endpoint.probe;

import dev.sluice.model.eventstream.EventStreamHead;
import dev.sluice.model.eventstream.LastEventId;
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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One look at a backend, asked as relays ask: each redirect is checked and connected to anew, and the credential goes to its own
 * origin alone. Leaves nothing open. Confined to one event loop; to be used once.
 */
final class Look {
    private static final int MAX_REDIRECTS = 5;
    private static final String PEER = "backend";

    private final Vertx vertx;
    private final Connections connections;
    private final LookLimits limits;
    private final Promise<Sight> done = Promise.promise();
    private @Nullable HttpConnection connection;
    private long timer;
    private int redirects;
    /** Of the present hop. */
    private boolean isWritten;

    Look(Vertx vertx, Connections connections, LookLimits limits) {
        this.vertx = vertx;
        this.connections = connections;
        this.limits = limits;
    }

    /**
     * What to ask for.
     *
     * @param credential {@code null} = none is sent
     * @param lastEventId a value of that header; {@code null} = none is sent
     */
    record Question(
            URI url,
            @Nullable OriginCredential credential,
            @Nullable String lastEventId) {}

    /** Always succeeds, within the limits. */
    Future<Sight> at(Question question) {
        timer = vertx.setTimer(
                limits.head().toMillis(), _ -> finish(new Sight.Nothing("the backend has not answered in time")));
        ask(question);
        return done.future();
    }

    private boolean isOver() {
        return done.future().isComplete();
    }

    private void ask(Question question) {
        long asked = System.nanoTime();
        int hop = redirects;
        isWritten = false;
        connections
                .open(HttpMethod.GET, question.url(), this::isOver)
                .compose(request -> send(question, request))
                .onComplete(head -> onHead(question, head, asked), failure -> onFailure(hop, failure));
    }

    private Future<HttpClientResponse> send(Question question, HttpClientRequest request) {
        int hop = redirects;
        connection = request.connection();
        request.putHeader("Accept", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Accept-Encoding", "identity");
        if (question.credential() != null) {
            question.credential()
                    .forUrl(question.url())
                    .ifPresent(credential -> request.putHeader(credential.name(), credential.value()));
        }
        if (question.lastEventId() != null) {
            request.putHeader(LastEventId.HEADER, question.lastEventId());
        }
        isWritten = true;
        connection.exceptionHandler(failure -> onFailure(hop, failure));
        request.exceptionHandler(failure -> onFailure(hop, failure));
        if (isOver()) {
            connection.close();
            return Future.failedFuture("closed before it was connected");
        }
        return request.send();
    }

    private void onHead(Question question, HttpClientResponse head, long asked) {
        if (isOver()) {
            return;
        }
        int status = head.statusCode();
        switch (status) {
            case 200 -> onBody(head, asked);
            case 301, 302, 303, 307, 308 -> redirect(question, head);
            default -> finish(new Sight.Answered(status, ""));
        }
    }

    private void redirect(Question question, HttpClientResponse head) {
        redirects++;
        leave();
        int status = head.statusCode();
        if (redirects > MAX_REDIRECTS) {
            finish(new Sight.Answered(status, "the backend redirects more than " + MAX_REDIRECTS + " times"));
            return;
        }
        switch (OutboundUrl.redirected(question.url(), head.getHeader("location"))) {
            case OutboundUrl.Good(URI url) -> ask(new Question(url, question.credential(), question.lastEventId()));
            case OutboundUrl.Bad(String reason) ->
                finish(new Sight.Answered(status, "a redirect is refused: " + reason));
        }
    }

    private void onBody(HttpClientResponse head, long asked) {
        String contentType = head.getHeader("content-type");
        boolean isEncoded = !EventStreamHead.isPlain(head.getHeader("content-encoding"));
        if (isEncoded || !EventStreamHead.isEventStream(contentType)) {
            finish(new Sight.Body(contentType, isEncoded, StreamSight.NOT_READ));
            return;
        }
        StreamNotes notes = new StreamNotes(limits, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked));
        vertx.cancelTimer(timer);
        timer = vertx.setTimer(limits.reading().toMillis(), _ -> finish(contentType, notes, StreamEnd.TIME_IS_UP));
        head.handler(piece -> onBytes(contentType, notes, piece));
        head.endHandler(_ -> finish(contentType, notes, StreamEnd.ENDED));
        head.exceptionHandler(_ -> finish(contentType, notes, StreamEnd.ENDED));
        if (connection != null) {
            connection.exceptionHandler(_ -> finish(contentType, notes, StreamEnd.ENDED));
        }
    }

    private void onBytes(@Nullable String contentType, StreamNotes notes, Buffer piece) {
        if (isOver()) {
            return;
        }
        notes.read(piece.getBytes());
        if (notes.areComplete()) {
            finish(contentType, notes, StreamEnd.SEEN_ENOUGH);
        }
    }

    private void finish(@Nullable String contentType, StreamNotes notes, StreamEnd end) {
        finish(new Sight.Body(contentType, false, notes.sight(end)));
    }

    /** @param hop that it is about: one that was left for where it redirects to counts no more */
    private void onFailure(int hop, Throwable failure) {
        if (hop == redirects) {
            String reason = isWritten ? FailureReason.ofHead(failure, PEER) : FailureReason.ofRequest(failure, PEER);
            finish(new Sight.Nothing(reason));
        }
    }

    private void finish(Sight sight) {
        if (done.tryComplete(sight)) {
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
