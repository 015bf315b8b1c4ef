package dev.sluice.publisher.identity.session;

/** How a revocation has ended. */
public enum RevokeResult {
    REVOKED,
    /** Of no use already. */
    UNKNOWN,
    /** It was given to another client, and stays. */
    OTHER_CLIENT
}
