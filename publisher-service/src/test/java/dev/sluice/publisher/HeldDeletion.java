package dev.sluice.publisher;

import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Deletes something while a request works with it: the request is let go on once it waits for the deletion. */
public final class HeldDeletion {
    private static final String BLOCKED = "select count(*) from pg_stat_activity where ? = any(pg_blocking_pids(pid))";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private HeldDeletion() {}

    /** Returns the request's answer, with the deletion committed. */
    public static Response meanwhile(DataSource database, String deletion, Supplier<Response> request)
            throws SQLException {
        CompletableFuture<Response> answer;
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            if (statement.executeUpdate(deletion) != 1) {
                throw new AssertionError("there is nothing to delete: " + deletion);
            }
            int self = number(statement.executeQuery("select pg_backend_pid()"));
            answer = CompletableFuture.supplyAsync(request);
            await().atMost(PATIENCE).until(() -> answer.isDone() || isInTheWay(database, self));
            connection.commit();
        }
        return answer.join();
    }

    private static boolean isInTheWay(DataSource database, int processId) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement blocked = connection.prepareStatement(BLOCKED)) {
            blocked.setInt(1, processId);
            return number(blocked.executeQuery()) > 0;
        }
    }

    private static int number(ResultSet row) throws SQLException {
        try (row) {
            row.next();
            return row.getInt(1);
        }
    }
}
