package dev.sluice.publisher.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.publisher.web.access.AccessRule;
import dev.sluice.publisher.web.access.Role;
import dev.sluice.publisher.web.access.Scope;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Who may use a route, in the words of a document: any one of the requirements of an operation is enough. */
final class RouteSecurity {
    static final String SCHEMES = "securitySchemes";

    private static final String SECURITY = "security";
    private static final String BASIC = "Basic";
    private static final String TOKEN = "OAuth2Security";
    private static final String SESSION = "PortalSession";

    private RouteSecurity() {}

    /** Puts the rule in the place of what the contract says; a route that signs in by itself is as the contract says. */
    static void apply(AccessRule rule, ObjectNode operation) {
        switch (rule) {
            case AccessRule.OneOf(Set<Scope> scopes) -> {
                ArrayNode anyOf = withSession(operation);
                scopes.stream()
                        .map(Scope::text)
                        .sorted()
                        .forEach(scope -> anyOf.addObject().putArray(TOKEN).add(scope));
            }
            case AccessRule.SignedIn _ -> withSession(operation).addObject().putArray(TOKEN);
            case AccessRule.Open _ -> {
                ArrayNode anyOf = withSession(operation);
                anyOf.addObject().putArray(TOKEN);
                anyOf.addObject();
            }
            case AccessRule.ByPassword _ -> anyOf(operation);
            case AccessRule.Own _ -> {}
        }
    }

    private static ArrayNode withSession(ObjectNode operation) {
        ArrayNode anyOf = anyOf(operation);
        anyOf.addObject().putArray(SESSION);
        return anyOf;
    }

    private static ArrayNode anyOf(ObjectNode operation) {
        ArrayNode anyOf = operation.putArray(SECURITY);
        anyOf.addObject().putArray(BASIC);
        return anyOf;
    }

    /** The schemes, with every scope and the roles that allow it. */
    static JsonNode schemes(JsonNode contract) {
        ObjectNode schemes = contract.deepCopy();
        ObjectNode scopes = JsonNodeFactory.instance.objectNode();
        for (Scope scope : Scope.values()) {
            scopes.put(scope.text(), "For the roles " + roles(scope) + '.');
        }
        schemes.path(TOKEN).path("flows").forEach(flow -> ((ObjectNode) flow).set("scopes", scopes));
        return schemes;
    }

    private static String roles(Scope scope) {
        return Arrays.stream(Role.values())
                .filter(role -> Scope.allowedTo(Set.of(role)).contains(scope))
                .map(Role::text)
                .collect(Collectors.joining(", "));
    }
}
