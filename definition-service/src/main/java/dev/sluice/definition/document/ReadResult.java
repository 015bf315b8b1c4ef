package dev.sluice.definition.document;

import dev.sluice.model.definition.Finding;
import org.jspecify.annotations.Nullable;

/** What became of a text. */
public sealed interface ReadResult {
    /** A document of a known version; whether it is valid is another question. */
    record Parsed(Document document) implements ReadResult {}

    /**
     * No document, or none that is read.
     *
     * @param asyncapi the version that it says; {@code null} = none that was found
     */
    record Refused(@Nullable String asyncapi, Finding finding) implements ReadResult {}
}
