package dev.sluice.definition.validate;

import dev.sluice.definition.document.Located;
import dev.sluice.definition.document.Operation;
import dev.sluice.definition.document.Outline;
import java.util.LinkedHashSet;
import java.util.Set;

/** In 2.x what servers and operations ask of clients is declared: schemes, and scopes of OAuth 2. */
final class SecurityRules implements Rule {
    @Override
    public void check(Outline outline, FindingList findings) {
        if (outline.document().version().isV3()) {
            return;
        }
        for (Located server : outline.servers()) {
            requirements(outline, server.get("security"), "server-security", findings);
        }
        for (Operation operation : outline.operations()) {
            requirements(outline, operation.at().get("security"), "operation-security", findings);
        }
    }

    private static void requirements(Outline outline, Located security, String rule, FindingList findings) {
        if (!security.node().isArray()) {
            return; // the schema says so
        }
        for (Located alternative : security.entries()) {
            for (Located required : alternative.entries()) {
                Located scheme = outline.references()
                        .resolve(outline.component("securitySchemes").get(required.name()));
                if (!outline.component("securitySchemes").node().has(required.name())) {
                    findings.error(rule, required, "there is no security scheme '" + required.name() + "'");
                } else if (scheme.get("type").text().equals("oauth2")) {
                    scopes(scheme, required, rule, findings);
                }
            }
        }
    }

    private static void scopes(Located scheme, Located required, String rule, FindingList findings) {
        Set<String> declared = new LinkedHashSet<>();
        for (Located flow : scheme.get("flows").entries()) {
            flow.get("scopes").entries().forEach(scope -> declared.add(scope.name()));
        }
        for (Located scope : required.entries()) {
            if (!declared.contains(scope.text())) {
                findings.error(
                        rule,
                        scope,
                        "the scope '" + scope.text() + "' is not declared; declared are "
                                + String.join(", ", declared));
            }
        }
    }
}
