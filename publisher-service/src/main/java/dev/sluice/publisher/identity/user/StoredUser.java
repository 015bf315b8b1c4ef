package dev.sluice.publisher.identity.user;

import org.jspecify.annotations.Nullable;

/** A user with what its password is checked against; a class, not a record: it shows its name only. */
public final class StoredUser {
    private final Account account;
    private final @Nullable String passwordHash;
    private final boolean active;

    StoredUser(Account account, @Nullable String passwordHash, boolean active) {
        this.account = account;
        this.passwordHash = passwordHash;
        this.active = active;
    }

    public Account account() {
        return account;
    }

    /** {@code null} = no password is right. */
    public @Nullable String passwordHash() {
        return passwordHash;
    }

    public boolean active() {
        return active;
    }

    @Override
    public String toString() {
        return "StoredUser[" + account.name() + ']';
    }
}
