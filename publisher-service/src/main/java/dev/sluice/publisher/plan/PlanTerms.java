package dev.sluice.publisher.plan;

import dev.sluice.model.access.AccessRecord.Burst;
import dev.sluice.model.access.AccessRecord.PlanLimit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan says. Stored as JSON: fields may be added, none renamed.
 *
 * @param limits at most one of events and one of bytes; none = nothing is limited
 * @param burst how fast; {@code null} = as fast as it goes
 * @param stopOnQuotaReach whether a limit ends streams; else it is only counted
 * @param maxConnections open at the same time; {@code null} = no bound
 * @param maxConnectionMs how long one may be open; {@code null} = as long as the API lets it
 * @param permission who may choose it; {@code null} = everybody
 */
public record PlanTerms(
        String displayName,
        String description,
        List<PlanLimit> limits,
        @Nullable Burst burst,
        boolean stopOnQuotaReach,
        @Nullable Integer maxConnections,
        @Nullable Long maxConnectionMs,
        @Nullable PlanPermission permission,
        List<PlanAttribute> attributes,
        PlanBilling billing) {
    public PlanTerms {
        limits = List.copyOf(limits);
        attributes = attributes == null ? List.of() : List.copyOf(attributes);
        billing = billing == null ? PlanBilling.FREE : billing;
    }
}
