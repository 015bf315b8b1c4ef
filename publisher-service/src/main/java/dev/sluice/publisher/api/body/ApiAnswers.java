package dev.sluice.publisher.api.body;

import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.delivery.propagation.OutcomeAnswers;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Date;

/** Answers that show an API: with its entity tag, its time, and its address. */
@ApplicationScoped
public class ApiAnswers {
    private static final String APIS = "/api/am/publisher/v4/apis/";

    private final OutcomeAnswers answers;

    ApiAnswers(OutcomeAnswers answers) {
        this.answers = answers;
    }

    /** @param status of a success: 200, or 201 for an API that has just been made */
    public Response to(Outcome<ApiEntity> outcome, int status) {
        Response answer = answers.to(outcome, status, ApiBody::of);
        return outcome instanceof Outcome.Done<ApiEntity> done
                ? tagged(Response.fromResponse(answer), done.value())
                        .header(HttpHeaders.LOCATION, APIS + done.value().id())
                        .build()
                : answer;
    }

    public static Response of(ApiEntity api) {
        return tagged(Response.ok(ApiBody.of(api)), api).build();
    }

    /** Adds what says which edition of an API an answer shows. */
    public static Response.ResponseBuilder tagged(Response.ResponseBuilder answer, ApiEntity api) {
        return answer.header(HttpHeaders.ETAG, api.entityTag()).lastModified(Date.from(api.updatedAt()));
    }

    /** @param apiId as it was asked for */
    public static Refusal unknown(Object apiId) {
        return Refusal.of(PublisherProblem.API_NOT_FOUND, "Requested API with id '" + apiId + "' not found");
    }

    public static Response unknownApi(Object apiId) {
        return ErrorBody.response(unknown(apiId));
    }

    public static <T> Outcome<T> refusedAsUnknown(Object apiId) {
        return new Outcome.Refused<>(unknown(apiId));
    }

    /** The refusal of a change of which {@code If-Match} says that it is meant for another edition. */
    public static <T> Outcome<T> refusedAsChanged(ApiEntity api) {
        return Outcome.refused(
                PublisherProblem.PRECONDITION_FAILED,
                "The API has been changed since: its ETag is " + api.entityTag() + ". Read it again, then change it.");
    }
}
