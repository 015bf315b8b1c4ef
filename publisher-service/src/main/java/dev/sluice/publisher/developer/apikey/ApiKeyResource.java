package dev.sluice.publisher.developer.apikey;

import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.delivery.propagation.OutcomeAnswers;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.PublisherProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;

/** What is answered to requests for API keys, whichever path they come by. */
abstract class ApiKeyResource {
    private final OutcomeAnswers answers;

    ApiKeyResource(OutcomeAnswers answers) {
        this.answers = answers;
    }

    /** With the key itself, which no cache is to keep. */
    final Response made(Outcome<NewApiKey> outcome) {
        return Response.fromResponse(answers.to(outcome, 200, ApiKeyBody::of))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    final Response changed(Outcome<ApiKeyEntry> outcome) {
        Response answer = answers.to(outcome, 200, ApiKeyBody::of);
        return outcome instanceof Outcome.Done<ApiKeyEntry> done
                ? tagged(Response.fromResponse(answer), done.value())
                : answer;
    }

    final Response revoked(Outcome<UUID> outcome) {
        return answers.empty(outcome);
    }

    final Response one(Optional<ApiKeyEntry> found) {
        return found.map(entry -> tagged(Response.ok(ApiKeyBody.of(entry)), entry))
                .orElseGet(ApiKeyResource::unknown);
    }

    static Response unknown() {
        return ErrorBody.response(PublisherProblem.API_KEY_NOT_FOUND, ApiKeys.NO_SUCH_KEY);
    }

    private static Response tagged(Response.ResponseBuilder answer, ApiKeyEntry entry) {
        return answer.header(HttpHeaders.ETAG, entry.key().entityTag()).build();
    }
}
