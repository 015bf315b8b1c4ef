package dev.sluice.publisher.web.problem;

import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Failures that are the database's: it is away, or has no connection to spare; to be tried again, not to be looked into. */
public final class DatabaseAway {
    /** When to try again. */
    static final Duration WAIT = Duration.ofSeconds(2);

    /** SQLSTATE: no connection, no more of them, and a server that is stopping. */
    private static final String CONNECTION = "08";

    private static final String RESOURCES = "53";
    private static final String STOPPING = "57P0";

    private DatabaseAway() {}

    public static boolean isCauseOf(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused && isAway(refused.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** @param state {@code null}: from the pool, which had to let somebody wait for too long */
    private static boolean isAway(@Nullable String state) {
        return state == null
                || state.startsWith(CONNECTION)
                || state.startsWith(RESOURCES)
                || state.startsWith(STOPPING);
    }
}
