package dev.sluice.publisher.identity.signin;

import dev.sluice.publisher.identity.user.Account;
import java.time.Duration;

/** How an attempt to sign in by name and password has ended. */
public sealed interface SignInResult {
    /** Name and password belong together. */
    record Good(Account account) implements SignInResult {}

    /** They do not, or there is no such user, or it may not sign in: it is not told which. */
    record Wrong() implements SignInResult {}

    /** Too many failures before: nothing was looked at. To be tried again after {@code delay}, at least a second. */
    record TooMany(Duration delay) implements SignInResult {}
}
