package dev.sluice.publisher.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.model.access.AccessRecord.LimitType;
import org.jspecify.annotations.Nullable;

/** What only streams have of a plan's terms; a limit that there is not is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StreamingTermsBody(
        @Nullable Integer maxConnections,
        @Nullable Long maxConnectionMs,
        @Nullable ByteLimitBody byteLimit) {
    /** So many bytes in so much time. */
    public record ByteLimitBody(long byteCount, String timeUnit, int unitTime) {}

    static StreamingTermsBody of(PlanTerms terms) {
        return new StreamingTermsBody(
                terms.maxConnections(),
                terms.maxConnectionMs(),
                terms.limits().stream()
                        .filter(limit -> limit.type() == LimitType.BYTES)
                        .map(limit -> new ByteLimitBody(limit.count(), TimeUnitWord.of(limit.unit()), limit.units()))
                        .findFirst()
                        .orElse(null));
    }
}
