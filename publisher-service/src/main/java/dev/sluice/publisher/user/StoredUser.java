package dev.sluice.publisher.user;

/** A user with what its password is checked against; a class, not a record: it shows its name only. */
final class StoredUser {
    private final Account account;
    private final String passwordHash;
    private final boolean active;

    StoredUser(Account account, String passwordHash, boolean active) {
        this.account = account;
        this.passwordHash = passwordHash;
        this.active = active;
    }

    Account account() {
        return account;
    }

    String passwordHash() {
        return passwordHash;
    }

    boolean active() {
        return active;
    }

    @Override
    public String toString() {
        return "StoredUser[" + account.name() + ']';
    }
}
