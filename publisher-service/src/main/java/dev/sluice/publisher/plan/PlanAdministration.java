package dev.sluice.publisher.plan;

import dev.sluice.model.access.AccessRecord.PlanLevel;
import dev.sluice.publisher.delivery.outbox.ControlOutbox;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.rest.EntityTags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an administrator does with plans. A change reaches open streams by the plan's control record. */
@ApplicationScoped
class PlanAdministration {
    private final PlanRepository repository;
    private final ControlOutbox outbox;
    private final List<PlanUse> uses;

    PlanAdministration(PlanRepository repository, ControlOutbox outbox, @Any Instance<PlanUse> uses) {
        this.repository = repository;
        this.outbox = outbox;
        this.uses = uses.stream().toList();
    }

    @Transactional
    public List<PlanEntity> all(PlanLevel level) {
        return repository.all(level);
    }

    @Transactional
    public Optional<PlanEntity> find(PlanLevel level, UUID id) {
        return repository.find(level, id);
    }

    @Transactional
    public Outcome<PlanEntity> create(PlanLevel level, Fields fields) {
        fields.skip("policyId");
        String name = PlanReader.readName(fields);
        PlanTerms terms = PlanReader.read(fields, level, name);
        if (!fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        repository.lockNames();
        if (repository.isNameTaken(level, name)) {
            return Outcome.refused(
                    PublisherProblem.PLAN_NAME_TAKEN,
                    "There is a plan '" + name + "' of the level " + level.wireName() + " already.");
        }
        PlanEntity plan = new PlanEntity(level, name, terms, now());
        repository.persist(plan);
        return Outcome.done(plan, outbox.append(List.of(PlanRecords.put(plan)))).withIgnored(fields.ignored());
    }

    /** @param ifMatch {@code null} = whatever edition it is */
    @Transactional
    public Outcome<PlanEntity> change(PlanLevel level, UUID id, @Nullable String ifMatch, Fields fields) {
        PlanEntity plan = repository.lock(level, id).orElse(null);
        if (plan == null) {
            return Outcome.refused(PublisherProblem.PLAN_NOT_FOUND, unknown(id.toString()));
        }
        if (!EntityTags.permits(ifMatch, plan.entityTag())) {
            return changedSince(plan);
        }
        fields.fixed("policyName", plan.name());
        fields.fixed("policyId", id.toString());
        PlanTerms terms = PlanReader.read(fields, level, plan.name());
        if (!fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        plan.change(terms, now());
        return Outcome.done(plan, outbox.append(List.of(PlanRecords.put(plan)))).withIgnored(fields.ignored());
    }

    /** Deletes a plan that nothing has. */
    @Transactional
    public Outcome<UUID> delete(PlanLevel level, UUID id, @Nullable String ifMatch) {
        PlanEntity plan = repository.lock(level, id).orElse(null);
        if (plan == null) {
            return Outcome.refused(PublisherProblem.PLAN_NOT_FOUND, unknown(id.toString()));
        }
        if (!EntityTags.permits(ifMatch, plan.entityTag())) {
            return changedSince(plan);
        }
        if (level == PlanLevel.SUBSCRIPTION && plan.name().equals(PlanNames.SUBSCRIPTIONLESS)) {
            return Outcome.refused(
                    PublisherProblem.PLAN_IN_USE, "The plan '" + plan.name() + "' counts what open topics deliver.");
        }
        // Whatever chose it before this lock was had is committed by now, and nothing can choose it any more.
        String inUse = uses.stream()
                .flatMap(use -> use.of(level, plan.name()).stream())
                .collect(Collectors.joining(", "));
        if (!inUse.isEmpty()) {
            return Outcome.refused(
                    PublisherProblem.PLAN_IN_USE, "The plan '" + plan.name() + "' is in use by " + inUse + '.');
        }
        repository.delete(plan);
        return Outcome.done(id, outbox.append(List.of(PlanRecords.tombstone(plan))));
    }

    static String unknown(String id) {
        return "There is no plan with the id '" + id + "' here.";
    }

    private static <T> Outcome<T> changedSince(PlanEntity plan) {
        return Outcome.refused(
                PublisherProblem.PRECONDITION_FAILED,
                "The plan has been changed since: its ETag is " + plan.entityTag()
                        + ". Read it again, then change it.");
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
