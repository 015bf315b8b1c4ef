package dev.sluice.definition.validate;

import dev.sluice.definition.document.LocatedNode;
import dev.sluice.definition.document.Outline;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The variables of a server are those that its address has. In 3.x this is a warning: no tool there asks for it. */
final class ServerRules implements Rule {
    private static final String RULE = "server-variables";

    @Override
    public void check(Outline outline, FindingList findings) {
        boolean v3 = outline.document().version().isV3();
        List<LocatedNode> servers = new ArrayList<>(outline.servers());
        servers.addAll(outline.component("servers").entries());
        for (LocatedNode server : servers) {
            if (server.isObject()) {
                check(server, v3, findings);
            }
        }
    }

    private static void check(LocatedNode server, boolean v3, FindingList findings) {
        Set<String> used = new LinkedHashSet<>();
        for (String field : v3 ? List.of("host", "pathname") : List.of("url")) {
            used.addAll(Templates.names(server.get(field).text()));
        }
        LocatedNode variables = server.get("variables");
        for (String name : used) {
            if (!variables.node().has(name)) {
                String message = "the address has {" + name + "}, which variables does not have";
                if (v3 || !variables.exists()) {
                    findings.warning(RULE, server, message);
                } else {
                    findings.error(RULE, variables, message);
                }
            }
        }
        for (LocatedNode variable : variables.entries()) {
            if (!used.contains(variable.name())) {
                String message = "the variable '" + variable.name() + "' is not in the address";
                if (v3) {
                    findings.warning(RULE, variable, message);
                } else {
                    findings.error(RULE, variable, message);
                }
            }
        }
    }
}
