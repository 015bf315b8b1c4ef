package dev.sluice.publisher.delivery.outbox;

import dev.sluice.kafka.KafkaConnection;
import dev.sluice.kafka.TopicSetup;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.testsupport.KafkaBroker;
import dev.sluice.testsupport.PostgresServer;
import dev.sluice.testsupport.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** A database and a topic prefix of their own, with what it takes to run drains over them. */
final class DrainFixture implements AutoCloseable {
    final TestDatabase database = PostgresServer.freshDatabase();
    final String bootstrapServers = KafkaBroker.shared().bootstrapServers();
    final KafkaTopics topics = new KafkaTopics(KafkaBroker.freshPrefix(), 16);
    final MeterRegistry registry = new SimpleMeterRegistry();
    final Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));

    DrainFixture() {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.username(), database.password())
                .load()
                .migrate();
        forgetSeeds();
    }

    /** The plans of every installation are no part of these tests. */
    private void forgetSeeds() {
        try (Connection connection = connect()) {
            execute(connection, "delete from outbox");
            execute(connection, "alter sequence outbox_version restart");
        } catch (SQLException failed) {
            throw new IllegalStateException("the outbox cannot be emptied", failed);
        }
    }

    OutboxDrain drain(ControlTopic topic, SentMark mark, DrainSteps steps) {
        return drain(
                topic,
                database.jdbcUrl(),
                database.username(),
                database.password(),
                topics,
                bootstrapServers,
                mark,
                new OutboxTimes(registry, topic),
                steps);
    }

    /** As the publisher builds it. */
    static OutboxDrain drain(
            ControlTopic topic,
            String url,
            String username,
            String password,
            KafkaTopics topics,
            String bootstrapServers,
            SentMark mark,
            OutboxTimes times,
            DrainSteps steps) {
        Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        return new OutboxDrain(
                topic,
                its -> DrainConnection.open(new FixedDatabase(url, username, password), its),
                new ControlKafka(topics, new KafkaConnection(bootstrapServers), new TopicSetup(admin, 1, true)),
                mark,
                times,
                steps);
    }

    /** Commits rows as the outbox does: versions under the lock, last. Returns the last version. */
    long commit(OutboxStep... steps) throws SQLException {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            execute(
                    connection,
                    "select pg_advisory_xact_lock(" + AdvisoryLock.LOCK_CLASS + ", "
                            + AdvisoryLock.OUTBOX_VERSION.number + ")");
            long version = 0;
            for (OutboxStep step : steps) {
                version = number(connection, "select nextval('outbox_version')");
                insert(connection, OutboxRow.of(version, step));
            }
            execute(connection, "select pg_notify('" + ControlOutbox.CHANNEL + "', 'new')");
            connection.commit();
            return version;
        }
    }

    private static void insert(Connection connection, OutboxRow row) throws SQLException {
        ControlTopic topic = row.topic();
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into outbox (version, step, topic, record_key, record_value) values (?, ?, ?, ?, ?)")) {
            insert.setLong(1, row.version());
            insert.setString(2, row.step().name());
            insert.setString(3, topic == null ? null : topic.name());
            insert.setString(4, row.key());
            insert.setString(5, row.value());
            insert.executeUpdate();
        }
    }

    long outboxSize() throws SQLException {
        try (Connection connection = connect()) {
            return number(connection, "select count(*) from outbox");
        }
    }

    /** Ends the session that drains this topic, as a broken network would. */
    void breakDrainersSession(ControlTopic topic) throws SQLException {
        try (Connection connection = connect()) {
            execute(
                    connection,
                    "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted and"
                            + " classid = "
                            + AdvisoryLock.LOCK_CLASS + " and objid = " + topic.drainLock().number
                            + " and database = (select oid from pg_database where datname = current_database())");
        }
    }

    /** Raised by each transaction, and by each producer that takes over. */
    int producerEpoch(ControlTopic topic) throws Exception {
        String id = topics.prefix() + "-outbox-" + topic.text();
        return admin.describeTransactions(List.of(id)).description(id).get().producerEpoch();
    }

    static OutboxStep put(ControlTopic topic, String key) {
        return new OutboxStep.Put(topic, key, version -> "{\"version\":" + version + "}");
    }

    List<String> kafkaTopics() throws Exception {
        return new ArrayList<>(admin.listTopics().names().get());
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    /** A drain on its thread. */
    static final class Running implements AutoCloseable {
        private final OutboxDrain drain;
        private final Thread thread;

        Running(OutboxDrain drain) {
            this.drain = drain;
            this.thread = new Thread(drain, "drain-under-test");
            thread.start();
        }

        @Override
        public void close() throws InterruptedException {
            drain.close();
            thread.join();
        }
    }

    /** What a reader makes of a record: versions that are not higher than the one held for the key are passed over. */
    record Held(String key, long version, @Nullable String value) {}

    private record FixedDatabase(String url, String username, String password) implements DatabaseConfig {
        @Override
        public Tls tls() {
            return new Unencrypted();
        }
    }

    private record Unencrypted() implements DatabaseConfig.Tls {
        @Override
        public DatabaseConfig.Mode mode() {
            return DatabaseConfig.Mode.DISABLE;
        }

        @Override
        public Optional<Path> trustFile() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> certificateFile() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> keyFile() {
            return Optional.empty();
        }
    }
}
