package dev.sluice.publisher.web.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers a request whose body is too large, and takes and throws away what its client still sends, as of every request that
 * is answered before it is whole: a connection that is closed before that is reset, and the answer lost. {@link RequestGuard}
 * says for how long.
 */
@Singleton
class BodyLimit {
    /** Before the HTTP server's own, which closes the connection at once. */
    private static final int FIRST = 10_000;

    private final long maxBytes;
    private final String answer;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize max, ObjectMapper json)
            throws JsonProcessingException {
        this.maxBytes = max.asLongValue();
        this.answer = json.writeValueAsString(ErrorBody.of(
                Refusal.of(PublisherProblem.BODY_TOO_LARGE, "A body may have " + maxBytes + " bytes at most.")));
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    private void check(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        routing.addEndHandler(_ -> discardRest(request));
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || Long.parseLong(length) <= maxBytes) {
            routing.next();
            return;
        }
        routing.response()
                .setStatusCode(PublisherProblem.BODY_TOO_LARGE.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(answer);
    }

    private static void discardRest(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.handler(_ -> {});
            request.resume();
        }
    }
}
