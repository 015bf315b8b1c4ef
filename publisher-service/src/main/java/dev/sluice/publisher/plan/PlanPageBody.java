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
import java.util.Optional;

/** Answers with plans: one, or page by page. */
final class PlanPageBody {
    private PlanPageBody() {}

    /**
     * @param found all plans of a level; empty = there is no such level
     * @param level of it, as it stands in the path
     */
    static Response answer(Optional<? extends List<?>> found, String level, UriInfo uri) {
        Query query = Query.of(uri);
        PageRequest asked = query.page();
        if (!query.errors().isEmpty()) {
            return ErrorBody.response(Refusal.of(query.errors()));
        }
        return found.map(all -> page(all, asked, "/throttling-policies/" + level))
                .orElseGet(() -> unknownLevel(level));
    }

    private static Response page(List<?> all, PageRequest asked, String path) {
        List<?> page = all.stream().skip(asked.offset()).limit(asked.limit()).toList();
        return Response.ok(Page.of(page, asked, all.size(), path, Map.of())).build();
    }

    static Response one(Optional<PlanBody> found, String name) {
        return found.map(plan -> Response.ok(plan).build())
                .orElseGet(() ->
                        ErrorBody.response(PublisherProblem.PLAN_NOT_FOUND, "There is no plan '" + name + "' here."));
    }

    static Response unknownLevel(String level) {
        return ErrorBody.response(
                PublisherProblem.PLAN_LEVEL_NOT_FOUND, "There are no plans of the level '" + level + "'.");
    }
}
