package dev.sluice.publisher.api.scope;

import dev.sluice.publisher.api.design.ApiScope;
import java.util.List;

/** A shared scope: the contract's {@code Scope}. */
record SharedScopeBody(
        String id, String name, String displayName, String description, List<String> bindings, int usageCount) {
    static SharedScopeBody of(SharedScopes.Counted counted) {
        ApiScope scope = counted.scope().scope();
        return new SharedScopeBody(
                counted.scope().id().toString(),
                scope.name(),
                scope.displayName(),
                scope.description(),
                scope.roles(),
                counted.useCount());
    }
}
