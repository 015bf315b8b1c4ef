package dev.sluice.gateway.access;

/** Whether a token counts. */
sealed interface TokenResult {
    record Valid(VerifiedToken token) implements TokenResult {}

    record Invalid() implements TokenResult {}

    /** Its {@code kid} and {@code iss} name no key that is in force here. */
    record UnknownKeyId() implements TokenResult {}
}
