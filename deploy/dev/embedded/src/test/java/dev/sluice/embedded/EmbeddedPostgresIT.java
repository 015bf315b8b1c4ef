package dev.sluice.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedPostgresIT {
    /** Of a cluster that these tests leave as it is: to make one takes seconds. */
    @TempDir
    static Path shared;

    @TempDir
    Path directory;

    @Test
    void aRestartOverTheSameDirectoryHasTheRowsAgain() throws Exception {
        // Given
        try (EmbeddedPostgres first = start(PostgresSettings.of(directory, FreePorts.any()))) {
            execute(first, "create table kept (id int); insert into kept values (7)");
        }

        // When
        try (EmbeddedPostgres second = start(PostgresSettings.of(directory, FreePorts.any()))) {

            // Then
            assertThat(query(second, "select id from kept")).isEqualTo("7");
            assertThat(query(second, "show fsync")).isEqualTo("on");
            assertThat(query(second, "show server_version")).startsWith("18.");
        }
    }

    @Test
    void whatWasCommittedIsThereAfterAKillAndAnotherStart() throws Exception {
        // Given
        try (EmbeddedPostgres postgres = start(PostgresSettings.of(directory, FreePorts.any()))) {
            execute(postgres, "create table kept (id int)");
            execute(postgres, "insert into kept values (1)");

            // When
            postgres.kill();
            assertThat(postgres.isRunning()).isFalse();
            postgres.start();

            // Then
            assertThat(query(postgres, "select count(*) from kept")).isEqualTo("1");
        }
    }

    @Test
    void aKillLeavesNoProcess() throws Exception {
        // Given
        EmbeddedPostgres postgres =
                start(PostgresSettings.of(shared, FreePorts.any()).fastForTests());
        assertThat(query(postgres, "show fsync")).isEqualTo("off");
        assertThat(processesIn(shared.resolve("data"))).isNotEmpty();

        // When
        postgres.kill();

        // Then
        assertThat(processesIn(shared.resolve("data"))).isEmpty();
    }

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        // Given
        try (EmbeddedPostgres postgres =
                start(PostgresSettings.of(shared, FreePorts.any()).fastForTests())) {

            // When // Then
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), "wrong"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void aBusyPortIsNamed() throws IOException {
        // Given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EmbeddedPostgres postgres = new EmbeddedPostgres(PostgresSettings.of(shared, taken.getLocalPort()));

            // When // Then
            assertThatThrownBy(postgres::start)
                    .hasMessageContaining("PostgreSQL cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void aServerThatCannotStartNamesItsLog() throws IOException {
        // Given
        PostgresSettings settings = new PostgresSettings(
                shared,
                FreePorts.any(),
                PostgresSettings.of(shared, 1).cache(),
                false,
                java.util.Map.of("no_such_setting", "1"));
        EmbeddedPostgres postgres = new EmbeddedPostgres(settings);

        // When // Then
        assertThatThrownBy(postgres::start)
                .hasMessageContaining("port " + settings.port())
                .hasMessageContaining(postgres.logFile().toString());
        assertThat(Files.readString(postgres.logFile())).contains("no_such_setting");
    }

    @Test
    void manyWhoUnpackAtOnceShareOneWholeFolder() throws IOException {
        // Given
        Path cache = directory.resolve("cache");

        // When
        List<CompletableFuture<Path>> unpacked = IntStream.range(0, 3)
                .mapToObj(_ -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return PostgresBinaries.unpackedIn(cache);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }))
                .toList();

        // Then
        assertThat(unpacked.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(unpacked.getFirst().join().resolve("bin/postgres")).isExecutable();
        try (Stream<Path> files = Files.list(cache)) {
            assertThat(files).hasSize(1);
        }
    }

    private static EmbeddedPostgres start(PostgresSettings settings) throws IOException {
        EmbeddedPostgres postgres = new EmbeddedPostgres(settings);
        postgres.start();
        return postgres;
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException, IOException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedPostgres postgres, String sql) throws SQLException, IOException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException, IOException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
    }

    private static List<Long> processesIn(Path folder) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> {
                    try {
                        return Files.readSymbolicLink(Path.of("/proc", String.valueOf(pid), "cwd"))
                                .equals(folder.toAbsolutePath());
                    } catch (IOException e) {
                        return false; // gone meanwhile, or another user's
                    }
                })
                .toList();
    }
}
