package dev.sluice.publisher.deny;

import dev.sluice.model.access.AccessRecord.DenyType;

/**
 * What a rule denies.
 *
 * @param text as it is shown: a base path, {@code owner:name}, a user's name, an address or a network, {@code first-last}
 * @param recordType what gateways compare
 * @param value with what: of an application its id, of addresses their normal form, which two texts may have
 * @param inverted of addresses: all but these
 */
record DenyCondition(ConditionType type, String text, DenyType recordType, String value, boolean inverted) {}
