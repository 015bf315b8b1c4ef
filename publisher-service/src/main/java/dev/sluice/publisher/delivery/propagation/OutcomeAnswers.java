package dev.sluice.publisher.delivery.propagation;

import dev.sluice.publisher.delivery.outbox.Change;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.IgnoredFields;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;

/** Outcomes as HTTP. Call it outside of transactions: an answer may wait a second for the gateways. */
@ApplicationScoped
public class OutcomeAnswers {
    private static final String PROPAGATED = "Sluice-Propagated";

    private final Propagation propagation;

    OutcomeAnswers(Propagation propagation) {
        this.propagation = propagation;
    }

    /** @param body of a success; read after the wait, so it may say how many gateways have it */
    public <T> Response to(Outcome<T> outcome, int status, Function<T, Object> body) {
        return switch (outcome) {
            case Outcome.Refused<T> refused -> ErrorBody.response(refused.refusal());
            case Outcome.Done<T> done ->
                propagated(Response.status(status), done)
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(body.apply(done.value()))
                        .build();
        };
    }

    /** A success without a body: 200. */
    public <T> Response empty(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Refused<T> refused -> ErrorBody.response(refused.refusal());
            case Outcome.Done<T> done -> propagated(Response.ok(), done).build();
        };
    }

    /** A success of any shape, after the wait for these changes. */
    public Response withPropagation(Response.ResponseBuilder answer, List<Change> changes) {
        return propagated(answer, changes).build();
    }

    private Response.ResponseBuilder propagated(Response.ResponseBuilder answer, Outcome.Done<?> done) {
        return propagated(IgnoredFields.name(done.ignored(), answer), done.changes());
    }

    private Response.ResponseBuilder propagated(Response.ResponseBuilder answer, List<Change> changes) {
        return changes.isEmpty()
                ? answer
                : answer.header(PROPAGATED, propagation.await(changes).text());
    }
}
