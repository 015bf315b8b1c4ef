package dev.sluice.publisher.plan;

import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.Page;
import dev.sluice.publisher.web.rest.PageRequest;
import dev.sluice.publisher.web.rest.Query;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plans by their names: the contract's {@code ThrottlingPolicy}. Nothing is counted, so none has a limit. */
final class PlanListBody {
    private static final long NO_LIMIT = -1;

    private PlanListBody() {}

    record PlanBody(
            String name,
            String description,
            String policyLevel,
            long requestCount,
            long unitTime,
            boolean stopOnQuotaReach,
            String tierPlan) {}

    /** @param known levels of plans that there are here */
    static Response answer(String policyLevel, Set<PlanLevel> known, UriInfo uri) {
        Query query = Query.of(uri);
        PageRequest page = query.page();
        if (!query.errors().isEmpty()) {
            return ErrorBody.response(Refusal.of(query.errors()));
        }
        return PlanLevel.of(policyLevel, known)
                .map(level -> Response.ok(of(level, page)).build())
                .orElseGet(() -> ErrorBody.response(
                        PublisherProblem.PLAN_LEVEL_NOT_FOUND,
                        "There are no plans of the level '" + policyLevel + "'."));
    }

    private static Page<PlanBody> of(PlanLevel level, PageRequest asked) {
        List<PlanBody> page = level.planNames().stream()
                .skip(asked.offset())
                .limit(asked.limit())
                .map(name -> new PlanBody(name, "", level.wireName(), NO_LIMIT, NO_LIMIT, false, "FREE"))
                .toList();
        return Page.of(page, asked, level.planNames().size(), "/throttling-policies/" + level.wireName(), Map.of());
    }
}
