package dev.sluice.publisher.oauth.authorize;

/** What may be done with a request for a code. */
sealed interface AuthorizationCheck {
    /** It is granted to a user who signs in. */
    record Good(AuthorizationRequest request) implements AuthorizationCheck {}

    /** The client is told (RFC 6749, 4.1.2.1). */
    record Refused(String redirectUri, String state, String error, String description) implements AuthorizationCheck {}

    /** It is unknown whose it is, so nothing is sent anywhere: the user is told. */
    record Unknown(String fault) implements AuthorizationCheck {}
}
