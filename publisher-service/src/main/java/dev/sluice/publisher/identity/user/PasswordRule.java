package dev.sluice.publisher.identity.user;

import java.util.Locale;
import java.util.Optional;

/** What a new password has to be: 8 to 128 characters (NIST SP 800-63B 3.1.1.2 asks for no mixture), not the user's name. */
public final class PasswordRule {
    /** Longer ones are no password, not even hashed. */
    public static final int MAX_LENGTH = 128;

    public static final int MIN_LENGTH = 8;

    private PasswordRule() {}

    /** What is wrong with it; empty = nothing. */
    public static Optional<String> fault(String password, String userName) {
        if (password.length() < MIN_LENGTH || password.length() > MAX_LENGTH) {
            return Optional.of("must have " + MIN_LENGTH + " to " + MAX_LENGTH + " characters");
        }
        if (password.toLowerCase(Locale.ROOT).equals(userName.toLowerCase(Locale.ROOT))) {
            return Optional.of("must not be the user name");
        }
        return Optional.empty();
    }
}
