package dev.sluice.publisher.api.body;

import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.ApiRefusals;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.delivery.propagation.OutcomeAnswers;
import dev.sluice.publisher.web.problem.ErrorBody;
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

    public static Response unknownApi(Object apiId) {
        return ErrorBody.response(ApiRefusals.unknown(apiId));
    }
}
