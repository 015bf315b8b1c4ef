package dev.sluice.definition.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.api.ApiAuth;
import dev.sluice.model.definition.ApiDesign;
import dev.sluice.model.definition.DesignTopic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Security schemes, and what servers and topics ask of clients: any one of the alternatives. */
final class Security {
    private static final String OAUTH2 = "oauth2";
    private static final String API_KEY = "apiKey";
    private static final String API_KEY_QUERY = "apiKeyQuery";

    private final ApiDesign design;
    private final boolean v3;
    private final Map<String, String> scopes;

    Security(ApiDesign design, boolean v3) {
        this.design = design;
        this.v3 = v3;
        this.scopes = new LinkedHashMap<>(design.auth().scopes());
        design.topics().forEach(topic -> topic.scopes().forEach(scope -> scopes.putIfAbsent(scope, scope)));
    }

    ArrayNode ofServers() {
        ArrayNode alternatives = JsonNodeFactory.instance.arrayNode();
        schemeNames().forEach(name -> alternatives.add(v3 ? schemeRef(name) : requirement(name, List.of())));
        return alternatives;
    }

    /** Empty = open to all; otherwise a token with any of the scopes, or a key where there are none: keys have no scopes. */
    ArrayNode of(DesignTopic topic) {
        ArrayNode alternatives = JsonNodeFactory.instance.arrayNode();
        if (topic.isOpen()) {
            return alternatives;
        }
        boolean needsToken = !topic.scopes().isEmpty() && schemeNames().contains(OAUTH2);
        for (String name : needsToken ? List.of(OAUTH2) : schemeNames()) {
            if (needsToken && hasTokenUrl()) {
                topic.scopes().forEach(scope -> alternatives.add(v3 ? scopedScheme(scope) : scopeOf(scope)));
            } else {
                alternatives.add(v3 ? schemeRef(name) : requirement(name, List.of()));
            }
        }
        return alternatives;
    }

    ObjectNode schemes() {
        Tree schemes = Tree.map();
        ApiAuth places = design.auth().places();
        for (String name : schemeNames()) {
            schemes.put(
                    name,
                    switch (name) {
                        case OAUTH2 -> hasTokenUrl() ? oauth2(scopes) : bearer();
                        case API_KEY -> key(places.apiKeyHeader(), "header", "API key of a subscribed application");
                        default -> key("apikey", "query", "For browsers, whose EventSource cannot set headers");
                    });
        }
        return schemes.node();
    }

    private List<String> schemeNames() {
        ApiAuth places = design.auth().places();
        List<String> names = new ArrayList<>();
        if (places.schemes().contains("oauth2")) {
            names.add(OAUTH2);
        }
        if (places.schemes().contains("api_key")) {
            names.add(API_KEY);
            if (places.queryApiKey()) {
                names.add(API_KEY_QUERY);
            }
        }
        return names;
    }

    private boolean hasTokenUrl() {
        return design.auth().tokenUrl() != null;
    }

    private static ObjectNode schemeRef(String name) {
        return Tree.ref("/components/securitySchemes/" + name);
    }

    private static ObjectNode requirement(String name, List<String> scopes) {
        return Tree.map().exactly(name, Tree.texts(scopes)).node();
    }

    private static ObjectNode scopeOf(String scope) {
        return requirement(OAUTH2, List.of(scope));
    }

    /** In 3.x a scheme says itself which of its scopes are needed, so each use with a scope is a scheme. */
    private ObjectNode scopedScheme(String scope) {
        Map<String, String> only = Map.of(scope, scopes.getOrDefault(scope, scope));
        return Tree.map()
                .text("type", "oauth2")
                .text("description", "Needs the scope " + scope)
                .put("flows", flows(only))
                .put("scopes", Tree.texts(List.of(scope)))
                .node();
    }

    private Tree oauth2(Map<String, String> available) {
        return Tree.map()
                .text("type", "oauth2")
                .text(
                        "description",
                        "OAuth 2.0 access token in the "
                                + design.auth().places().authorizationHeader() + " header")
                .put("flows", flows(available));
    }

    private Tree flows(Map<String, String> available) {
        Tree listed = Tree.map();
        available.forEach((scope, description) -> listed.node().put(scope, description));
        return Tree.map()
                .put(
                        "clientCredentials",
                        Tree.map()
                                .text("tokenUrl", design.auth().tokenUrl())
                                .exactly(v3 ? "availableScopes" : "scopes", listed.node()));
    }

    private static Tree bearer() {
        return Tree.map()
                .text("type", "http")
                .text("description", "OAuth 2.0 access token")
                .text("scheme", "bearer")
                .text("bearerFormat", "JWT");
    }

    private static Tree key(String name, String in, String description) {
        return Tree.map()
                .text("type", "httpApiKey")
                .text("name", name)
                .text("in", in)
                .text("description", description);
    }
}
