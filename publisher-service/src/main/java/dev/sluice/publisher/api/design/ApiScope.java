package dev.sluice.publisher.api.design;

import java.util.List;

/**
 * A scope that topics of an API may ask for.
 *
 * @param roles whose users may be given it; empty = everybody's
 * @param shared whether it is one of all APIs; the rest is then a copy of that one's, and changes with it
 */
public record ApiScope(String name, String displayName, String description, List<String> roles, boolean shared) {
    public ApiScope {
        roles = roles == null ? List.of() : List.copyOf(roles);
    }
}
