package dev.sluice.publisher.api.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.model.WireName;
import dev.sluice.publisher.api.endpoint.upstream.UpstreamSummary;
import dev.sluice.publisher.api.version.ApiEntity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API at a glance.
 *
 * @param next the first step that is not done; {@code null} = all are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OverviewBody(
        String state,
        List<StepBody> steps,
        @Nullable String next,
        boolean undeployedChanges,
        UpstreamSummary upstreams) {
    record StepBody(String name, boolean done, List<String> missing) {
        static StepBody of(Overview.Step step) {
            return new StepBody(
                    step.name().wireName(),
                    step.isDone(),
                    step.missing().stream().map(WireName::wireName).toList());
        }
    }

    static OverviewBody of(ApiEntity api, Overview overview, UpstreamSummary upstreams) {
        return new OverviewBody(
                api.state().name(),
                overview.steps().stream().map(StepBody::of).toList(),
                overview.next().map(WireName::wireName).orElse(null),
                overview.hasUndeployedChanges(),
                upstreams);
    }
}
