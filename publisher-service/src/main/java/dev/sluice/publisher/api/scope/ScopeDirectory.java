package dev.sluice.publisher.api.scope;

import dev.sluice.publisher.api.design.ApiScope;
import dev.sluice.publisher.api.version.ApiEntity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** What each name of a scope stands for. */
@ApplicationScoped
public class ScopeDirectory {
    private final SharedScopeRepository shared;
    private final ScopeUses uses;

    ScopeDirectory(SharedScopeRepository shared, ScopeUses uses) {
        this.shared = shared;
        this.uses = uses;
    }

    /** The shared scope of this name; it stays while the caller holds the lock of the APIs' names. */
    @Transactional
    public Optional<ApiScope> shared(String name) {
        return shared.named(name).map(SharedScopeEntity::scope);
    }

    /** The APIs that have a scope of this name. */
    @Transactional
    public List<ApiEntity> apisWith(String name) {
        return uses.apis(name);
    }

    /** Scopes of a design of some time ago, with the shared ones as they are now. */
    @Transactional
    public List<ApiScope> renewed(List<ApiScope> scopes) {
        return scopes.stream()
                .map(scope -> scope.shared() ? shared(scope.name()).orElse(scope) : scope)
                .toList();
    }
}
