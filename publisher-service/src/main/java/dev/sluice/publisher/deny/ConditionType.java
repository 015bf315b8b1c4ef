package dev.sluice.publisher.deny;

/** What a deny rule looks at, by WSO2's names. */
enum ConditionType {
    API,
    APPLICATION,
    IP,
    IPRANGE,
    USER
}
