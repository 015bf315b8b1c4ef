package dev.sluice.publisher.api.version;

import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;

/** Why a request for an API has no effect, wherever it comes from. */
public final class ApiRefusals {
    private ApiRefusals() {}

    /** @param apiId as it was asked for */
    public static Refusal unknown(Object apiId) {
        return Refusal.of(PublisherProblem.API_NOT_FOUND, "Requested API with id '" + apiId + "' not found");
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
