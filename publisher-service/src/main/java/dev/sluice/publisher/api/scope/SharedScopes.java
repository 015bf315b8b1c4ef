package dev.sluice.publisher.api.scope;

import dev.sluice.publisher.api.body.ScopesReader;
import dev.sluice.publisher.api.design.ApiScope;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.ApiRepository;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.rest.EntityTags;
import dev.sluice.publisher.web.rest.Page;
import dev.sluice.publisher.web.rest.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Scopes that any API may have among its own. Gateways know scopes by their names alone, which never change; who is given
 * one is decided when a token is issued.
 */
@ApplicationScoped
class SharedScopes {
    private static final int MAX_NAMED = 10;

    private final ApiRepository apis;
    private final SharedScopeRepository repository;
    private final ScopeUses uses;

    SharedScopes(ApiRepository apis, SharedScopeRepository repository, ScopeUses uses) {
        this.apis = apis;
        this.repository = repository;
        this.uses = uses;
    }

    /** @param useCount APIs that have it now */
    record Counted(SharedScopeEntity scope, int useCount) {}

    @Transactional
    Outcome<Counted> create(Fields fields) {
        ApiScope asked = read(fields, List.of());
        if (!fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        apis.lockNames();
        if (repository.named(asked.name()).isPresent()) {
            return Outcome.refused(
                    PublisherProblem.SCOPE_NAME_TAKEN, "There is a shared scope '" + asked.name() + "' already.");
        }
        if (uses.isTaken(asked.name())) {
            return Outcome.refused(
                    PublisherProblem.SCOPE_NAME_TAKEN,
                    "An API, or a revision of one, has a scope '" + asked.name() + "' of its own.");
        }
        SharedScopeEntity scope = new SharedScopeEntity(asked);
        repository.persist(scope);
        return Outcome.done(new Counted(scope, 0)).withIgnored(fields.ignored());
    }

    private static ApiScope read(Fields fields, List<String> presentRoles) {
        fields.skip("id");
        fields.skip("usageCount");
        return ScopesReader.readOne(fields, presentRoles);
    }

    @Transactional
    Page<Counted> list(PageRequest asked) {
        List<SharedScopeEntity> page = repository.page(asked.offset(), asked.limit());
        Map<String, Integer> counts =
                uses.counts(page.stream().map(SharedScopeEntity::name).toList());
        return Page.of(
                page.stream()
                        .map(scope -> new Counted(scope, counts.getOrDefault(scope.name(), 0)))
                        .toList(),
                asked,
                repository.count(),
                "/scopes",
                Map.of());
    }

    @Transactional
    Optional<Counted> find(UUID id) {
        return repository.findByIdOptional(id).map(this::counted);
    }

    private Counted counted(SharedScopeEntity scope) {
        return new Counted(scope, uses.counts(List.of(scope.name())).getOrDefault(scope.name(), 0));
    }

    /** Changes all but its name, also as the APIs show it that have it. */
    @Transactional
    Outcome<Counted> change(UUID id, @Nullable String ifMatch, Fields fields) {
        apis.lockNames();
        SharedScopeEntity scope = repository.findById(id);
        if (scope == null) {
            return unknown(id);
        }
        if (!EntityTags.permits(ifMatch, scope.entityTag())) {
            return refusedAsChanged(scope);
        }
        ApiScope asked = read(fields, scope.scope().roles());
        if (!asked.name().equals(scope.name())) {
            fields.wrong("name", "is fixed, since tokens and topics have it: it is " + scope.name());
        }
        if (!fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        scope.change(asked);
        List<UUID> having =
                uses.apis(scope.name()).stream().map(ApiEntity::id).sorted().toList();
        having.forEach(api -> apis.lock(api).ifPresent(locked -> redesign(locked, scope.scope())));
        return Outcome.done(new Counted(scope, having.size())).withIgnored(fields.ignored());
    }

    private void redesign(ApiEntity api, ApiScope changed) {
        apis.getEntityManager().refresh(api);
        api.redesign(api.design()
                .withScopes(api.design().scopes().stream()
                        .map(scope -> scope.name().equals(changed.name()) ? changed : scope)
                        .toList()));
    }

    /** Deletes it, unless an API has it, or a revision of one, which can be deployed at any time. */
    @Transactional
    Outcome<UUID> remove(UUID id, @Nullable String ifMatch) {
        apis.lockNames();
        SharedScopeEntity scope = repository.findById(id);
        if (scope == null) {
            return unknown(id);
        }
        if (!EntityTags.permits(ifMatch, scope.entityTag())) {
            return refusedAsChanged(scope);
        }
        List<ScopeUsage> usages = usages(scope.name());
        if (!usages.isEmpty()) {
            String more = usages.size() > MAX_NAMED ? " and " + (usages.size() - MAX_NAMED) + " more" : "";
            return Outcome.refused(
                    PublisherProblem.SCOPE_IN_USE,
                    "The scope '" + scope.name() + "' is used by "
                            + usages.stream()
                                    .limit(MAX_NAMED)
                                    .map(ScopeUsage::text)
                                    .collect(Collectors.joining(", "))
                            + more + '.');
        }
        repository.delete(scope);
        return Outcome.done(id);
    }

    private static <T> Outcome<T> refusedAsChanged(SharedScopeEntity scope) {
        return Outcome.refused(
                PublisherProblem.PRECONDITION_FAILED,
                "The scope has changed since; its entity tag is " + scope.entityTag());
    }

    static <T> Outcome<T> unknown(Object id) {
        return Outcome.refused(PublisherProblem.SCOPE_NOT_FOUND, "Shared scope " + id + " not found");
    }

    /** What uses it; empty when there is no such scope. */
    @Transactional
    Optional<List<ScopeUsage>> usagesOf(UUID id) {
        return repository.findByIdOptional(id).map(scope -> usages(scope.name()));
    }

    private List<ScopeUsage> usages(String name) {
        Map<UUID, List<Integer>> revisions = new HashMap<>(uses.revisions(name));
        List<ScopeUsage> usages = new ArrayList<>();
        Set<UUID> present = new HashSet<>();
        for (ApiEntity api : uses.apis(name)) {
            present.add(api.id());
            List<String> targets = api.design().topics().stream()
                    .filter(topic -> topic.scopes().contains(name))
                    .map(topic -> topic.target())
                    .toList();
            usages.add(new ScopeUsage(api, true, targets, revisions.getOrDefault(api.id(), List.of())));
        }
        revisions.keySet().removeAll(present);
        revisions.forEach((apiId, numbers) -> apis.findByIdOptional(apiId)
                .ifPresent(api -> usages.add(new ScopeUsage(api, false, List.of(), numbers))));
        return usages;
    }

    /** Returns whether a scope has this name: a shared one, or an API's own. */
    @Transactional
    boolean isTaken(String name) {
        return repository.named(name).isPresent() || uses.isTaken(name);
    }
}
