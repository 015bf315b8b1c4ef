package dev.sluice.testsupport;

/** One database of the tests' server, and how to log in. */
public final class TestDatabase {
    private final String jdbcUrl;
    private final String username;
    private final String password;

    TestDatabase(String jdbcUrl, String username, String password) {
        this.jdbcUrl = jdbcUrl;
        this.username = username;
        this.password = password;
    }

    public String jdbcUrl() {
        return jdbcUrl;
    }

    public String username() {
        return username;
    }

    public String password() {
        return password;
    }

    @Override
    public String toString() {
        return jdbcUrl + " as " + username;
    }
}
