package dev.sluice.definition.importing;

import dev.sluice.definition.document.DocumentOperation;
import dev.sluice.definition.document.LocatedNode;
import dev.sluice.definition.document.Outline;
import dev.sluice.model.api.ApiAuth;
import dev.sluice.model.definition.DesignAuth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Security schemes and scopes; what topics need, as the extensions of WSO2 say it or as the specification does. */
final class AuthReader {
    private static final String RULE = "import-security";
    private static final String X_AUTH_TYPE = "x-auth-type";
    private static final String X_SCOPES = "x-scopes";

    private final Outline outline;
    private final ImportNotes notes;
    private final Map<String, String> declared = new LinkedHashMap<>();

    AuthReader(Outline outline, ImportNotes notes) {
        this.outline = outline;
        this.notes = notes;
        for (LocatedNode scheme : schemes()) {
            for (LocatedNode flow : scheme.get("flows").entries()) {
                scopesOf(flow).forEach(scope -> declared.put(scope.name(), scope.text()));
            }
        }
    }

    DesignAuth auth() {
        Set<String> schemes = new LinkedHashSet<>();
        String keyHeader = ApiAuth.DEFAULT.apiKeyHeader();
        String tokenUrl = null;
        for (LocatedNode scheme : schemes()) {
            String type = scheme.get("type").text();
            if (type.equals("oauth2") || type.equals("http") || type.equals("openIdConnect")) {
                schemes.add("oauth2");
                tokenUrl = tokenUrl == null ? tokenUrl(scheme) : tokenUrl;
            } else if (type.equals("httpApiKey")) {
                schemes.add("api_key");
                if (scheme.get("in").text().equals("header")) {
                    keyHeader = scheme.get("name").text();
                }
            } else {
                notes.info(RULE, scheme, "security of type '" + type + "' is passed over");
            }
        }
        List<String> known = schemes.isEmpty() ? ApiAuth.DEFAULT.schemes() : List.copyOf(schemes);
        return new DesignAuth(
                new ApiAuth(ApiAuth.DEFAULT.authorizationHeader(), keyHeader, known, false), tokenUrl, declared);
    }

    /** The operation's word counts more than the channel's. */
    String authType(DocumentOperation operation) {
        String own = operation.at().get(X_AUTH_TYPE).text();
        String channels = operation.channel().at().get(X_AUTH_TYPE).text();
        return !own.isEmpty() ? own : !channels.isEmpty() ? channels : "Any";
    }

    List<String> scopes(DocumentOperation operation) {
        LocatedNode own = operation.at().get(X_SCOPES);
        LocatedNode extension = own.exists() ? own : operation.channel().at().get(X_SCOPES);
        Set<String> scopes = new LinkedHashSet<>();
        if (extension.exists()) {
            // A list of names, or a map of which the keys are the names.
            extension.entries().forEach(entry -> scopes.add(extension.isObject() ? entry.name() : entry.text()));
        } else {
            operation.at().get("security").entries().forEach(alternative -> scopes.addAll(required(alternative)));
        }
        for (String scope : scopes) {
            if (!declared.containsKey(scope)) {
                notes.warning(
                        RULE,
                        extension.exists() ? extension : operation.at(),
                        "the scope '" + scope + "' is not declared by a security scheme");
            }
        }
        return List.copyOf(scopes);
    }

    /** In 2.x lists of scopes by scheme, in 3.x schemes. */
    private List<String> required(LocatedNode alternative) {
        if (outline.document().version().isV3()) {
            LocatedNode scheme = outline.references().resolve(alternative);
            return scheme.get("scopes").entries().stream()
                    .map(LocatedNode::text)
                    .toList();
        }
        return alternative.entries().stream()
                .flatMap(scheme -> scheme.entries().stream())
                .map(LocatedNode::text)
                .toList();
    }

    private List<LocatedNode> schemes() {
        List<LocatedNode> schemes = new ArrayList<>();
        for (LocatedNode entry : outline.component("securitySchemes").entries()) {
            schemes.add(outline.references().resolve(entry));
        }
        return schemes;
    }

    private static List<LocatedNode> scopesOf(LocatedNode flow) {
        List<LocatedNode> scopes = new ArrayList<>(flow.get("scopes").entries());
        scopes.addAll(flow.get("availableScopes").entries());
        return scopes;
    }

    private static @Nullable String tokenUrl(LocatedNode scheme) {
        return scheme.get("flows").entries().stream()
                .map(flow -> flow.get("tokenUrl").text())
                .filter(url -> !url.isEmpty())
                .findFirst()
                .orElse(null);
    }
}
