package dev.sluice.publisher.api.design;

import java.util.List;

/**
 * A scope that topics of an API may ask for.
 *
 * @param roles whose users may be given it; empty = everybody's
 */
public record ApiScope(String name, String displayName, String description, List<String> roles) {
    public ApiScope {
        roles = roles == null ? List.of() : List.copyOf(roles);
    }
}
