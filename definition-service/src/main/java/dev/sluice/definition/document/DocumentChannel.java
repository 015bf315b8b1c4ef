package dev.sluice.definition.document;

/**
 * A channel of either generation of the specification.
 *
 * @param entry where the document lists it
 * @param at the channel itself, references followed
 * @param address its key in 2.x, what it says in 3.x; empty = none
 */
public record DocumentChannel(LocatedNode entry, LocatedNode at, String address) {
    public String key() {
        return entry.name();
    }
}
