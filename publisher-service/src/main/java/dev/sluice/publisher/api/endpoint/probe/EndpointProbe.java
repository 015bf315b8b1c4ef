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
 * One probe of a backend, asked as relays ask: each redirect is checked and connected to anew, and the credential goes to its own
 * origin alone. Leaves nothing open. Confined to one event loop; to be used once.
 */
final class EndpointProbe {
    private static final int MAX_REDIRECTS = 5;
    private static final String PEER = "backend";

    private final Vertx vertx;
    private final Connections connections;
    private final ProbeLimits limits;
    private final Promise<ProbeResult> done = Promise.promise();
    private @Nullable HttpConnection connection;
    private long timer;
    private int redirects;
    /** Of the present hop. */
    private boolean isWritten;

    EndpointProbe(Vertx vertx, Connections connections, ProbeLimits limits) {
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
    record Target(
            URI url,
            @Nullable OriginCredential credential,
            @Nullable String lastEventId) {}

    /** Always succeeds, within the limits. */
    Future<ProbeResult> at(Target target) {
        timer = vertx.setTimer(
                limits.head().toMillis(),
                _ -> finish(new ProbeResult.NoAnswer("the backend has not answered in time")));
        ask(target);
        return done.future();
    }

    private boolean isOver() {
        return done.future().isComplete();
    }

    private void ask(Target target) {
        long asked = System.nanoTime();
        int hop = redirects;
        isWritten = false;
        connections
                .open(HttpMethod.GET, target.url(), this::isOver)
                .compose(request -> send(target, request))
                .onComplete(head -> onHead(target, head, asked), failure -> onFailure(hop, failure));
    }

    private Future<HttpClientResponse> send(Target target, HttpClientRequest request) {
        int hop = redirects;
        connection = request.connection();
        request.putHeader("Accept", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Accept-Encoding", "identity");
        if (target.credential() != null) {
            target.credential()
                    .forUrl(target.url())
                    .ifPresent(credential -> request.putHeader(credential.name(), credential.value()));
        }
        if (target.lastEventId() != null) {
            request.putHeader(LastEventId.HEADER, target.lastEventId());
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

    private void onHead(Target target, HttpClientResponse head, long asked) {
        if (isOver()) {
            return;
        }
        int status = head.statusCode();
        switch (status) {
            case 200 -> onBody(head, asked);
            case 301, 302, 303, 307, 308 -> redirect(target, head);
            default -> finish(new ProbeResult.NoStream(status, ""));
        }
    }

    private void redirect(Target target, HttpClientResponse head) {
        redirects++;
        leave();
        int status = head.statusCode();
        if (redirects > MAX_REDIRECTS) {
            finish(new ProbeResult.NoStream(status, "the backend redirects more than " + MAX_REDIRECTS + " times"));
            return;
        }
        switch (OutboundUrl.redirected(target.url(), head.getHeader("location"))) {
            case OutboundUrl.Good(URI url) -> ask(new Target(url, target.credential(), target.lastEventId()));
            case OutboundUrl.Bad(String reason) ->
                finish(new ProbeResult.NoStream(status, "a redirect is refused: " + reason));
        }
    }

    private void onBody(HttpClientResponse head, long asked) {
        String contentType = head.getHeader("content-type");
        boolean isEncoded = !EventStreamHead.isPlain(head.getHeader("content-encoding"));
        if (isEncoded || !EventStreamHead.isEventStream(contentType)) {
            finish(new ProbeResult.Body(contentType, isEncoded, StreamSample.NOT_READ));
            return;
        }
        StreamSampler sampler =
                new StreamSampler(limits, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked));
        vertx.cancelTimer(timer);
        timer = vertx.setTimer(limits.reading().toMillis(), _ -> finish(contentType, sampler, StreamEnd.TIME_IS_UP));
        head.handler(piece -> onBytes(contentType, sampler, piece));
        head.endHandler(_ -> finish(contentType, sampler, StreamEnd.ENDED));
        head.exceptionHandler(_ -> finish(contentType, sampler, StreamEnd.ENDED));
        if (connection != null) {
            connection.exceptionHandler(_ -> finish(contentType, sampler, StreamEnd.ENDED));
        }
    }

    private void onBytes(@Nullable String contentType, StreamSampler sampler, Buffer piece) {
        if (isOver()) {
            return;
        }
        sampler.read(piece.getBytes());
        if (sampler.areComplete()) {
            finish(contentType, sampler, StreamEnd.ENOUGH);
        }
    }

    private void finish(@Nullable String contentType, StreamSampler sampler, StreamEnd end) {
        finish(new ProbeResult.Body(contentType, false, sampler.sample(end)));
    }

    /** @param hop that it is about: one that was left for where it redirects to counts no more */
    private void onFailure(int hop, Throwable failure) {
        if (hop == redirects) {
            String reason = isWritten ? FailureReason.ofHead(failure, PEER) : FailureReason.ofRequest(failure, PEER);
            finish(new ProbeResult.NoAnswer(reason));
        }
    }

    private void finish(ProbeResult result) {
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
