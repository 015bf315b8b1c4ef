package dev.sluice.definition.validate;

import dev.sluice.definition.document.DocumentOperation;
import dev.sluice.definition.document.LocatedNode;
import dev.sluice.definition.document.Outline;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** In 2.x what servers and operations ask of clients is declared: schemes, and scopes of OAuth 2. */
final class SecurityRules implements Rule {
    private static final int MAX_SHOWN = 10;

    @Override
    public void check(Outline outline, FindingList findings) {
        if (outline.document().version().isV3()) {
            return;
        }
        for (LocatedNode server : outline.servers()) {
            requirements(outline, server.get("security"), "server-security", findings);
        }
        for (DocumentOperation operation : outline.operations()) {
            requirements(outline, operation.at().get("security"), "operation-security", findings);
        }
    }

    private static void requirements(Outline outline, LocatedNode security, String rule, FindingList findings) {
        if (!security.node().isArray()) {
            return; // the schema says so
        }
        for (LocatedNode alternative : security.entries()) {
            for (LocatedNode required : alternative.entries()) {
                LocatedNode scheme = outline.references()
                        .resolve(outline.component("securitySchemes").get(required.name()));
                if (!outline.component("securitySchemes").node().has(required.name())) {
                    findings.error(rule, required, "there is no security scheme '" + required.name() + "'");
                } else if (scheme.get("type").text().equals("oauth2")) {
                    scopes(scheme, required, rule, findings);
                }
            }
        }
    }

    private static void scopes(LocatedNode scheme, LocatedNode required, String rule, FindingList findings) {
        for (LocatedNode scope : required.entries()) {
            boolean isDeclared = scheme.get("flows").entries().stream()
                    .anyMatch(flow -> flow.get("scopes").node().has(scope.text()));
            if (!isDeclared) {
                findings.error(
                        rule,
                        scope,
                        "the scope '" + scope.text() + "' is not declared; declared are "
                                + String.join(", ", declared(scheme)));
            }
        }
    }

    /** Some of them; there may be very many, and very many findings. */
    private static Set<String> declared(LocatedNode scheme) {
        Set<String> declared = new LinkedHashSet<>();
        for (LocatedNode flow : scheme.get("flows").entries()) {
            Iterator<String> names = flow.get("scopes").node().fieldNames();
            while (names.hasNext() && declared.size() < MAX_SHOWN) {
                declared.add(names.next());
            }
        }
        return declared;
    }
}
