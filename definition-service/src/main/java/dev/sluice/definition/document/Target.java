package dev.sluice.definition.document;

/** What a {@code $ref} leads to. */
public sealed interface Target {
    /**
     * A part of this document that is no reference itself.
     *
     * @param literally whether the reference is not escaped as RFC 6901 says, and was taken by the letter
     */
    record Found(Located at, boolean literally) implements Target {}

    /** Another document; none is ever fetched. */
    record External(String ref) implements Target {}

    /** Nothing is there. */
    record Dangling(String ref) implements Target {}

    /** References that lead to each other only. */
    record Cycle(String ref) implements Target {}

    /** More references follow each other than are followed. */
    record TooLong(String ref) implements Target {}
}
