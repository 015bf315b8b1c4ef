package dev.sluice.definition.document;

/** What a {@code $ref} leads to. */
public sealed interface ReferenceTarget {
    /**
     * A part of this document that is no reference itself.
     *
     * @param literally whether the reference is not escaped as RFC 6901 says, and was taken by the letter
     */
    record Found(LocatedNode at, boolean literally) implements ReferenceTarget {}

    /** Another document; none is ever fetched. */
    record External(String ref) implements ReferenceTarget {}

    /** Nothing is there. */
    record Dangling(String ref) implements ReferenceTarget {}

    /** References that lead to each other only. */
    record Cycle(String ref) implements ReferenceTarget {}

    /** More references follow each other than are followed. */
    record TooLong(String ref) implements ReferenceTarget {}
}
