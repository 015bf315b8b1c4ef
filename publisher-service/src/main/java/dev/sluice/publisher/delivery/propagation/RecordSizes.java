package dev.sluice.publisher.delivery.propagation;

import dev.sluice.publisher.delivery.outbox.RecordTooLargeException;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.PublisherProblem;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What is too large for Kafka is the fault of the request that would make it so. */
final class RecordSizes {
    @ServerExceptionMapper
    public Response onTooLarge(RecordTooLargeException refused) {
        return ErrorBody.response(
                PublisherProblem.BAD_REQUEST,
                "Nothing is changed: " + refused.getMessage() + ". Topics, their scopes and CORS lists make it large.");
    }
}
