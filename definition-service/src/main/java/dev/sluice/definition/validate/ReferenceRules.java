package dev.sluice.definition.validate;

import dev.sluice.definition.document.DocumentReferences;
import dev.sluice.definition.document.LocatedNode;
import dev.sluice.definition.document.Outline;
import dev.sluice.definition.document.ReferenceTarget;
import java.util.Set;

/** Every {@code $ref} leads somewhere. Other documents are not fetched, only named. */
final class ReferenceRules implements Rule {
    static final String INVALID_REF = "invalid-ref";
    static final String UNESCAPED_REF = "unescaped-ref";
    static final String EXTERNAL_REF = "external-ref";

    /** Under these are values, in which a key {@code $ref} is a key like any other. */
    private static final Set<String> VALUES = Set.of("examples", "example", "default", "const", "enum");

    @Override
    public void check(Outline outline, FindingList findings) {
        walk(outline.document().top(), outline.references(), findings);
    }

    private void walk(LocatedNode at, DocumentReferences references, FindingList findings) {
        if (DocumentReferences.isReference(at.node())) {
            judge(at, references, findings);
            return;
        }
        for (LocatedNode entry : at.entries()) {
            if (!VALUES.contains(entry.name())
                    || entry.isObject() && entry.node().has("$ref")) {
                walk(entry, references, findings);
            }
        }
    }

    private static void judge(LocatedNode at, DocumentReferences references, FindingList findings) {
        LocatedNode ref = at.get("$ref");
        switch (references.follow(at)) {
            case ReferenceTarget.Found found
            when found.literally() ->
                findings.error(
                        UNESCAPED_REF,
                        ref,
                        "the reference " + ref.text() + " is not escaped; write / as ~1, and { } as they are");
            case ReferenceTarget.Found _ -> {}
            case ReferenceTarget.External external ->
                findings.info(
                        EXTERNAL_REF,
                        ref,
                        "the reference " + external.ref() + " leads out of the document; it is kept and not followed");
            case ReferenceTarget.Dangling dangling ->
                findings.error(INVALID_REF, ref, "nothing is at " + dangling.ref());
            case ReferenceTarget.Cycle cycle ->
                findings.error(INVALID_REF, ref, "the reference " + cycle.ref() + " leads back to itself");
            case ReferenceTarget.TooLong _ ->
                findings.error(
                        INVALID_REF,
                        ref,
                        "more than " + DocumentReferences.MAX_HOPS + " references follow each other, from "
                                + ref.text());
        }
    }
}
