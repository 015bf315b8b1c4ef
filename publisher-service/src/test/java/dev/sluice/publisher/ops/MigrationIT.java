package dev.sluice.publisher.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.testsupport.PostgresServer;
import dev.sluice.testsupport.TestDatabase;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;
import org.junit.jupiter.api.Test;

/** How the schema is migrated by more than one publisher, with the settings of the service, in databases of their own. */
@PublisherTest
class MigrationIT {
    private static final int PUBLISHERS = 3;

    @Inject
    Flyway flyway;

    @Test
    void publishersThatStartAtOnceMigrateOnce() throws Exception {
        // Given
        TestDatabase database = PostgresServer.freshDatabase();
        CyclicBarrier together = new CyclicBarrier(PUBLISHERS);
        Callable<MigrateResult> start = () -> {
            Flyway own = publisher(database).load();
            together.await(10, TimeUnit.SECONDS);
            return own.migrate();
        };

        // When
        int migrations = 0;
        try (ExecutorService publishers = Executors.newFixedThreadPool(PUBLISHERS)) {
            List<Callable<MigrateResult>> all = List.of(start, start, start);
            for (Future<MigrateResult> done : publishers.invokeAll(all, 60, TimeUnit.SECONDS)) {
                migrations += done.get().migrationsExecuted;
            }
        }

        // Then
        assertThat(migrations).isPositive().isEqualTo(flyway.info().applied().length);
        assertThat(publisher(database).load().info().pending()).isEmpty();
    }

    @Test
    void aPublisherOfTheVersionBeforeStartsOnTheSchemaOfTheNext() throws Exception {
        // Given
        TestDatabase database = PostgresServer.freshDatabase();
        publisher(database).load().migrate();
        migratedByTheNextVersion(database);

        // When
        MigrateResult restarted = publisher(database).load().migrate();

        // Then
        assertThat(restarted.success).isTrue();
        assertThat(restarted.migrationsExecuted).isZero();
    }

    private static void migratedByTheNextVersion(TestDatabase database) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("insert into flyway_schema_history (installed_rank, version, description, type, script,"
                    + " checksum, installed_by, execution_time, success) values (9000, '9000', 'of the next version', 'SQL',"
                    + " 'V9000__of_the_next_version.sql', 1, 'publisher', 1, true)");
        }
    }

    /** A publisher's migration as the service has it, of another database. */
    private FluentConfiguration publisher(TestDatabase database) {
        return Flyway.configure()
                .configuration(flyway.getConfiguration())
                .dataSource(database.jdbcUrl(), database.username(), database.password());
    }
}
