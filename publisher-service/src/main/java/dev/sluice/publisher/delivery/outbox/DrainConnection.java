package dev.sluice.publisher.delivery.outbox;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * The drain's own session with Postgres. The right to drain is a lock of this session, and rows are read and deleted in it:
 * a publisher that has lost the session can delete nothing. Confined to the drain's thread.
 */
final class DrainConnection implements AutoCloseable {
    /**
     * A drain asks something every 250 ms, or sits in Kafka for some 15 s. One that is silent for longer is frozen or cut off:
     * the server ends its session, so that another can have the lock.
     */
    private static final String LET_GO = "set idle_session_timeout = '30s';"
            + " set idle_in_transaction_session_timeout = '30s'; set tcp_keepalives_idle = 10;"
            + " set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3";

    /** By the database's clock alone, so that it does not matter how others' stand. */
    private static final String AGE_MICROS =
            "(extract(epoch from greatest(clock_timestamp() - written_at, interval '0')) * 1000000)::bigint";

    private final Connection connection;
    private final ControlTopic topic;

    private DrainConnection(Connection connection, ControlTopic topic) {
        this.connection = connection;
        this.topic = topic;
    }

    /** @param topic whose rows it reads */
    static DrainConnection open(DatabaseConfig database, ControlTopic topic) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", database.username());
        properties.setProperty("password", database.password());
        properties.setProperty("sslmode", database.tls().mode().text());
        properties.setProperty("sslfactory", DatabaseTls.class.getName());
        properties.setProperty("ApplicationName", "sluice-outbox-" + topic.text());
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "30");
        properties.setProperty("tcpKeepAlive", "true");
        Connection connection = DriverManager.getConnection(database.url(), properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute(LET_GO);
            statement.execute("listen " + ControlOutbox.CHANNEL);
        } catch (SQLException refused) {
            connection.close();
            throw refused;
        }
        return new DrainConnection(connection, topic);
    }

    boolean tryLock() throws SQLException {
        return isTrue("select pg_try_advisory_lock(?, ?)");
    }

    void unlock() throws SQLException {
        if (!isTrue("select pg_advisory_unlock(?, ?)")) {
            throw new SQLException("the drain's lock was not held by this session");
        }
    }

    /** @throws SQLException when this session does not hold the drain's lock, or is no session any more */
    void requireLock() throws SQLException {
        if (!isTrue("select exists (select 1 from pg_locks where locktype = 'advisory' and granted"
                + " and pid = pg_backend_pid() and classid = ? and objid = ?)")) {
            throw new SQLException("the drain's lock is not held by this session");
        }
    }

    /**
     * The version up to which everything committed has been sent. Waits for writers that have drawn a version and not yet
     * committed it: theirs must not count.
     */
    long sentSoFar() throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(" + AdvisoryLock.LOCK_CLASS + ", "
                    + AdvisoryLock.OUTBOX_VERSION.number + ")");
            try (ResultSet result =
                    statement.executeQuery("select coalesce((select min(version) - 1 from outbox where " + topic.rows()
                            + "), (select case when is_called then last_value else 0 end from outbox_version))")) {
                result.next();
                return result.getLong(1);
            }
        } finally {
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private boolean isTrue(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, AdvisoryLock.LOCK_CLASS);
            statement.setInt(2, topic.drainLock().number);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    /** When the oldest row was written, by {@link System#nanoTime()}; empty = there is none. */
    OptionalLong oldestNanos() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "select " + AGE_MICROS + " from outbox where " + topic.rows() + " order by version limit 1")) {
            return result.next() ? OptionalLong.of(writtenNanos(result.getLong(1))) : OptionalLong.empty();
        }
    }

    private static long writtenNanos(long ageMicros) {
        return System.nanoTime() - TimeUnit.MICROSECONDS.toNanos(ageMicros);
    }

    /** The oldest rows, in the order of their versions. */
    List<OutboxRow> first(int count) throws SQLException {
        List<OutboxRow> rows = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("select version, step, topic, record_key, record_value, " + AGE_MICROS
                        + " from outbox where " + topic.rows() + " order by version limit ?")) {
            statement.setInt(1, count);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    String recordTopic = result.getString(3);
                    rows.add(new OutboxRow(
                            result.getLong(1),
                            OutboxRow.Step.valueOf(result.getString(2)),
                            recordTopic == null ? null : ControlTopic.valueOf(recordTopic),
                            result.getString(4),
                            result.getString(5),
                            writtenNanos(result.getLong(6))));
                }
            }
        }
        return rows;
    }

    /** Deletes these rows and tells every publisher that all up to the last of them has been sent. */
    void deleteSent(List<OutboxRow> rows) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "with gone as" + " (delete from outbox where version = any(?) returning 1) select pg_notify(?, ?)")) {
            delete.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", rows.stream().map(OutboxRow::version).toArray()));
            delete.setString(2, ControlOutbox.CHANNEL);
            delete.setString(3, DrainSignal.sent(topic, rows.getLast().version()));
            delete.execute();
        }
    }

    /** Tells every publisher that Kafka cannot be reached. */
    void tellStalled() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_notify(?, ?)")) {
            statement.setString(1, ControlOutbox.CHANNEL);
            statement.setString(2, DrainSignal.stalled(topic));
            statement.execute();
        }
    }

    /** The next signals of any publisher, this one included; empty after this time without any. */
    List<String> await(Duration atMost) throws SQLException {
        @Nullable
        PGNotification[] notifications =
                connection.unwrap(PGConnection.class).getNotifications((int) Math.max(1, atMost.toMillis()));
        if (notifications == null) {
            return List.of();
        }
        List<String> signals = new ArrayList<>();
        for (PGNotification notification : notifications) {
            signals.add(notification.getParameter());
        }
        return signals;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
