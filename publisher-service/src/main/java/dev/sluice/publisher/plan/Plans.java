package dev.sluice.publisher.plan;

import dev.sluice.model.access.AccessRecord.PlanLevel;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The plans to choose from, and the choice of one: it exists, it is for the roles of the user, and it stays. */
@ApplicationScoped
public class Plans {
    private static final String POLICIES = "policies";
    private static final String POLICY = "throttlingPolicy";

    private final PlanRepository repository;

    Plans(PlanRepository repository) {
        this.repository = repository;
    }

    /** All of a level, the oldest first. */
    @Transactional
    public List<PlanEntity> all(PlanLevel level) {
        return repository.all(level);
    }

    /** Those of a level that a user with these roles may choose. */
    @Transactional
    public List<PlanEntity> choosableBy(PlanLevel level, Collection<String> roles) {
        return repository.all(level).stream()
                .filter(plan -> plan.mayBeChosenBy(roles))
                .toList();
    }

    /** Those of these subscription plans that are there, in this order. */
    @Transactional
    public List<PlanEntity> named(Collection<String> names) {
        Map<String, PlanEntity> known = repository.all(PlanLevel.SUBSCRIPTION).stream()
                .collect(Collectors.toMap(PlanEntity::name, Function.identity()));
        return names.stream().map(known::get).filter(Objects::nonNull).toList();
    }

    /**
     * Notes in the body which of the plans that an API is to be offered under cannot be chosen, and keeps the others from being
     * deleted until the transaction ends.
     *
     * @param before plans that it is offered under already: they stay, also for a user who may not choose them
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void offer(Fields body, Collection<String> names, Collection<String> before, Collection<String> roles) {
        List<PlanEntity> found = repository.lockAgainstDeletion(PlanLevel.SUBSCRIPTION, names);
        Set<String> unknown = new HashSet<>(names);
        found.forEach(plan -> unknown.remove(plan.name()));
        names.stream()
                .filter(unknown::contains)
                .forEach(name -> body.wrong(
                        POLICIES,
                        "has '" + name + "', which is no business plan; known are "
                                + namesOf(choosableBy(PlanLevel.SUBSCRIPTION, roles))));
        found.stream()
                .filter(plan -> !before.contains(plan.name()) && !plan.mayBeChosenBy(roles))
                .forEach(plan -> body.wrong(POLICIES, "has '" + plan.name() + "', which is not for your roles"));
    }

    /**
     * The same for the plan of an application.
     *
     * @param before that it has already; empty = it is new
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void choose(Fields body, String name, String before, Collection<String> roles) {
        Optional<PlanEntity> found = repository.lockAgainstDeletion(PlanLevel.APPLICATION, List.of(name)).stream()
                .findFirst();
        if (found.isEmpty()) {
            body.wrong(POLICY, "must be one of " + namesOf(choosableBy(PlanLevel.APPLICATION, roles)));
        } else if (!name.equals(before) && !found.get().mayBeChosenBy(roles)) {
            body.wrong(POLICY, "'" + name + "' is not for your roles");
        }
    }

    /** Why a user with these roles may not subscribe under this plan; empty = it may, and the plan stays until the end. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<Refusal> refusalToSubscribe(String name, Collection<String> roles) {
        Optional<PlanEntity> found = repository.lockAgainstDeletion(PlanLevel.SUBSCRIPTION, List.of(name)).stream()
                .findFirst();
        if (found.isEmpty()) {
            return Optional.of(Refusal.of(PublisherProblem.PLAN_NOT_OFFERED, "There is no plan '" + name + "'."));
        }
        if (name.equals(PlanNames.SUBSCRIPTIONLESS)) {
            return Optional.of(Refusal.of(
                    PublisherProblem.PLAN_NOT_OFFERED, "The plan '" + name + "' is that of who has no subscription."));
        }
        return found.get().mayBeChosenBy(roles)
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        PublisherProblem.PLAN_NOT_ALLOWED, "The plan '" + name + "' is not for your roles."));
    }

    private static String namesOf(List<PlanEntity> plans) {
        return plans.stream().map(PlanEntity::name).collect(Collectors.joining(", "));
    }
}
