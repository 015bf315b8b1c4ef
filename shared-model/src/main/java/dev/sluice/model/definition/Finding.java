package dev.sluice.model.definition;

import static java.util.Objects.requireNonNull;

import dev.sluice.model.WireName;

/**
 * What was found in a document.
 *
 * @param rule its short name: {@code channel-parameters}
 * @param message what is wrong, a sentence
 * @param pointer JSON pointer (RFC 6901) to the place; empty = the whole document
 * @param line of the place in the text, from 1; 0 = not known
 * @param column likewise
 */
public record Finding(Severity severity, String rule, String message, String pointer, int line, int column) {
    public Finding {
        requireNonNull(severity, "severity");
        requireNonNull(rule, "rule");
        requireNonNull(message, "message");
        pointer = pointer == null ? "" : pointer;
    }

    /** How bad it is; a document with an error is not valid. */
    public enum Severity implements WireName {
        ERROR,
        WARNING,
        INFO
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
