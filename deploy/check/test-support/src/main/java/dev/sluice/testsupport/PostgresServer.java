package dev.sluice.testsupport;

import dev.sluice.embedded.EmbeddedPostgres;
import dev.sluice.embedded.FreePorts;
import dev.sluice.embedded.PostgresSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The PostgreSQL server of this test JVM: one, started when first asked for, gone with the JVM. Each test class takes a
 * database of its own. Any thread may ask. A test that stops or breaks the server takes an {@link EmbeddedPostgres} of its
 * own.
 */
public final class PostgresServer {
    private PostgresServer() {}

    /** A new, empty database. */
    public static TestDatabase freshDatabase() {
        String[] login = OnePerJvm.ask(RunningServer.class, "freshDatabase", String[].class);
        return new TestDatabase(login[0], login[1], login[2]);
    }

    /** How to log in to a server. @param server JDBC, up to the name of the database */
    record Login(String server, String database, String username, String password) {}

    /** The server itself; only the copy in the system class loader is ever initialised. */
    private static final class RunningServer {
        private static final Login LOGIN = TestServers.areContainers() ? ContainerPostgres.start() : startEmbedded();

        private RunningServer() {}

        /** Url, user, password: types that every class loader shares. */
        static String[] freshDatabase() throws SQLException {
            String name =
                    "test_" + Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), Character.MAX_RADIX);
            try (Connection connection = DriverManager.getConnection(
                            LOGIN.server() + LOGIN.database(), LOGIN.username(), LOGIN.password());
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name);
            }
            return new String[] {LOGIN.server() + name, LOGIN.username(), LOGIN.password()};
        }

        private static Login startEmbedded() {
            try {
                Path directory = TestDirectory.fresh("postgres");
                EmbeddedPostgres postgres = new EmbeddedPostgres(
                        PostgresSettings.of(directory, FreePorts.any()).fastForTests());
                postgres.start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres, directory), "stop-postgres"));
                return new Login(postgres.jdbcUrl(""), "postgres", postgres.username(), postgres.password());
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL for the tests did not start", e);
            }
        }

        private static void stop(EmbeddedPostgres postgres, Path directory) {
            try {
                postgres.kill(); // these files are not read again
                TestDirectory.delete(directory);
            } catch (IOException e) {
                throw new UncheckedIOException("files of the tests' PostgreSQL are not removed", e);
            }
        }
    }
}
