package dev.sluice.model.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check of a document says: the answer of {@code POST /v1/validate}, and of every 422.
 *
 * @param valid whether none is an error
 * @param asyncapi the document's version; {@code null} = it could not be found
 * @param findings in the order of the text, at most 500
 */
public record Findings(boolean valid, @Nullable String asyncapi, List<Finding> findings) {
    public Findings {
        findings = findings == null ? List.of() : List.copyOf(findings);
    }
}
