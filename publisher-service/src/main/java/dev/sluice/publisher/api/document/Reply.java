package dev.sluice.publisher.api.document;

import dev.sluice.model.definition.Findings;

/** What the definition service says. */
public sealed interface Reply<T> {
    record Given<T>(T value) implements Reply<T> {}

    /** It does not do that with what it was given. */
    record Refused<T>(Findings findings) implements Reply<T> {}

    /**
     * It does not answer, or not as it should.
     *
     * @param reason for the log
     */
    record Away<T>(String reason) implements Reply<T> {}
}
