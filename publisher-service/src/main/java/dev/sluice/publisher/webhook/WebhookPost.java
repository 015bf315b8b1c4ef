package dev.sluice.publisher.webhook;

import dev.sluice.outbound.Connections;
import dev.sluice.outbound.FailureReason;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message posted to a URL whose every address is checked. A redirect is not followed, and of the answer the status alone is
 * read. Leaves nothing open. Confined to one event loop; to be used once.
 */
final class WebhookPost {
    /** What came of it. */
    sealed interface Result {
        record Answered(int status) implements Result {}

        record Failed(String reason) implements Result {}
    }

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final String PEER = "receiver";

    private final Vertx vertx;
    private final Connections connections;
    private final Promise<Result> done = Promise.promise();
    private @Nullable HttpConnection connection;
    private long timer;
    private boolean isWritten;

    WebhookPost(Vertx vertx, Connections connections) {
        this.vertx = vertx;
        this.connections = connections;
    }

    /** Always succeeds, within 15 s. */
    Future<Result> to(URI url, Map<String, String> headers, String body) {
        timer = vertx.setTimer(
                LIMIT.toMillis(),
                _ -> finish(new Result.Failed("the " + PEER + " takes more than " + LIMIT.toSeconds() + " s")));
        connections
                .open(HttpMethod.POST, url, this::isOver)
                .compose(request -> send(request, headers, Buffer.buffer(body)))
                .onComplete(head -> finish(new Result.Answered(head.statusCode())), this::onFailure);
        return done.future();
    }

    private boolean isOver() {
        return done.future().isComplete();
    }

    private Future<HttpClientResponse> send(HttpClientRequest request, Map<String, String> headers, Buffer body) {
        HttpConnection opened = request.connection();
        connection = opened;
        isWritten = true;
        opened.exceptionHandler(this::onFailure);
        request.exceptionHandler(this::onFailure);
        if (isOver()) {
            opened.close();
            return Future.failedFuture("closed before it was connected");
        }
        headers.forEach(request::putHeader);
        return request.send(body);
    }

    private void onFailure(Throwable failure) {
        finish(new Result.Failed(
                isWritten ? FailureReason.ofHead(failure, PEER) : FailureReason.ofRequest(failure, PEER)));
    }

    private void finish(Result result) {
        if (!done.tryComplete(result)) {
            return;
        }
        vertx.cancelTimer(timer);
        if (connection != null) {
            connection.exceptionHandler(_ -> {});
            connection.close();
            connection = null;
        }
    }
}
