package dev.sluice.publisher.identity.user;

/** What becomes of somebody who another provider says has signed in. */
public sealed interface ArrivalResult {
    /** It may sign in. */
    record Welcome(Account account) implements ArrivalResult {}

    /** It has an account that an admin has set inactive. */
    record Inactive() implements ArrivalResult {}

    /** The name is no user's name here. */
    record NoName(String rule) implements ArrivalResult {}

    /** The name is another user's: of one with a password here, or at the provider; or there are APIs of a deleted one. */
    record NameTaken() implements ArrivalResult {}
}
