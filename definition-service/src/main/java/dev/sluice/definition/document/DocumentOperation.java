package dev.sluice.definition.document;

/**
 * An operation of either generation of the specification.
 *
 * @param at the operation itself, references followed
 * @param action {@code publish}, {@code subscribe}, {@code send} or {@code receive}, as it is written
 * @param channel the channel that it is of; its parts are missing when there is none
 */
public record DocumentOperation(LocatedNode at, String action, DocumentChannel channel) {}
