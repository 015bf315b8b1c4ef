package dev.sluice.publisher.oauth.portal;

import dev.sluice.publisher.web.access.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which of our roles the claims of another provider's ID token give. Values that mean none are passed over. Immutable. */
final class ClaimedRoles {
    private static final int MAX_VALUES = 1_000;

    private final List<String> path;
    private final Map<String, Set<Role>> meanings;

    /**
     * As it is configured.
     *
     * @param mapping {@code <value>:<role>} each; empty = the names of roles, ignoring case
     * @throws IllegalStateException which entry is wrong
     */
    ClaimedRoles(String claim, List<String> mapping) {
        this.path = List.of(claim.split("/", -1));
        this.meanings = new HashMap<>();
        for (String entry : mapping) {
            int colon = entry.lastIndexOf(':');
            Role role = Role.of(entry.substring(colon + 1).strip())
                    .filter(_ -> colon > 0)
                    .orElseThrow(() -> new IllegalStateException("sluice.publisher.sign-in.provider.roles: '" + entry
                            + "' is not <value of the claim>:<role>, with a role of admin, creator, publisher, subscriber,"
                            + " observer, devops"));
            meanings.computeIfAbsent(entry.substring(0, colon).strip(), _ -> EnumSet.noneOf(Role.class))
                    .add(role);
        }
    }

    /** A text that is mapped is one value, any other text a list of them with blanks between. */
    Set<Role> in(JsonObject claims) {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        values(claims).limit(MAX_VALUES).forEach(value -> {
            if (meanings.isEmpty()) {
                Role.of(value).ifPresent(roles::add);
            } else {
                roles.addAll(meanings.getOrDefault(value, Set.of()));
            }
        });
        return roles;
    }

    private Stream<String> values(JsonObject claims) {
        JsonObject below = claims;
        for (String name : path.subList(0, path.size() - 1)) {
            if (!(below.getValue(name) instanceof JsonObject next)) {
                return Stream.empty();
            }
            below = next;
        }
        return switch (below.getValue(path.getLast())) {
            case String text -> meanings.containsKey(text) ? Stream.of(text) : Stream.of(text.split(" "));
            case JsonArray list ->
                list.stream().filter(String.class::isInstance).map(String.class::cast);
            case null, default -> Stream.empty();
        };
    }
}
