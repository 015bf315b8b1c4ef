package dev.sluice.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SharedServersIT {
    @Test
    void theBrokerTakesRequestsAndIsTheSameForAll() throws Exception {
        // Given
        String servers = KafkaBroker.shared().bootstrapServers();
        String topic = KafkaBroker.freshPrefix() + ".t";

        // When
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();

            // Then
            assertThat(admin.listTopics().names().get()).contains(topic);
        }
        assertThat(KafkaBroker.shared().bootstrapServers()).isEqualTo(servers);
    }

    @Test
    void anotherClassLoaderMeetsTheSameBroker() throws Exception {
        // Given
        String servers = KafkaBroker.shared().bootstrapServers();
        try (URLClassLoader other = OtherClassLoader.open()) {
            Class<?> copy = other.loadClass(KafkaBroker.class.getName());

            // When
            Object broker = copy.getMethod("shared").invoke(null);

            // Then
            assertThat(copy).isNotSameAs(KafkaBroker.class);
            assertThat(copy.getMethod("bootstrapServers").invoke(broker)).isEqualTo(servers);
        }
    }

    @Test
    void eachDatabaseIsNewAndEmpty() throws SQLException {
        // Given
        TestDatabase first = PostgresServer.freshDatabase();
        execute(first, "create table mine (id int)");

        // When
        TestDatabase second = PostgresServer.freshDatabase();

        // Then
        assertThat(tables(second)).isZero();
        assertThat(tables(first)).isEqualTo(1);
    }

    @Test
    void theResourcesNameTheKeysThatTheServicesRead() {
        assertThat(new KafkaResource().start())
                .containsKeys("sluice.kafka.bootstrap-servers", "sluice.kafka.topic-prefix")
                .containsEntry("sluice.kafka.replication-factor", "1");
        assertThat(new PostgresResource().start())
                .containsOnlyKeys(
                        "sluice.publisher.database.url",
                        "sluice.publisher.database.username",
                        "sluice.publisher.database.password");
    }

    private static void execute(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int tables(TestDatabase database) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from pg_tables where schemaname = 'public'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Connection connect(TestDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }
}
