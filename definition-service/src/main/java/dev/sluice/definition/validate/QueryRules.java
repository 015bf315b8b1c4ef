package dev.sluice.definition.validate;

import dev.sluice.definition.document.DocumentOperation;
import dev.sluice.definition.document.DocumentReferences;
import dev.sluice.definition.document.LocatedNode;
import dev.sluice.definition.document.Outline;
import dev.sluice.model.channel.RequestTarget;

/** Parameters of the query, as bindings of HTTP declare them: a gateway takes those under its own prefix out. */
final class QueryRules implements Rule {
    private static final String RESERVED = "query-reserved-prefix";

    @Override
    public void check(Outline outline, FindingList findings) {
        DocumentReferences references = outline.references();
        for (DocumentOperation operation : outline.operations()) {
            bindings(operation.at().get("bindings"), references, findings);
        }
        for (String kind : new String[] {"operationBindings", "operationTraits", "operations"}) {
            for (LocatedNode component : outline.component(kind).entries()) {
                LocatedNode at = references.resolve(component);
                bindings(kind.equals("operationBindings") ? at : at.get("bindings"), references, findings);
            }
        }
    }

    private static void bindings(LocatedNode bindings, DocumentReferences references, FindingList findings) {
        LocatedNode http = references.resolve(references.resolve(bindings).get("http"));
        LocatedNode query = references.resolve(http.get("query"));
        for (LocatedNode parameter : query.get("properties").entries()) {
            if (parameter.name().startsWith(RequestTarget.RESERVED_PREFIX)
                    && !parameter.name().equals(RequestTarget.HEARTBEAT)) {
                findings.error(
                        RESERVED,
                        parameter,
                        "the parameter '" + parameter.name() + "' would not reach the backend: the gateway keeps names"
                                + " that begin with " + RequestTarget.RESERVED_PREFIX + " for itself");
            }
        }
    }
}
