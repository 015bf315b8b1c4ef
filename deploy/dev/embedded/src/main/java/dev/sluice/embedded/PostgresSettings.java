package dev.sluice.embedded;

import java.nio.file.Path;
import java.util.Map;

/**
 * How an embedded PostgreSQL runs.
 *
 * @param directory holds the cluster ({@code data}), the generated password ({@code password}) and {@code postgres.log};
 *     durable
 * @param port on 127.0.0.1
 * @param cache where the programs are unpacked, shared by all who run this version
 * @param durable whether a commit reaches the disk before it is answered; false is for tests only: a killed PostgreSQL still
 *     loses nothing, a power loss everything
 * @param server further server settings, they win over those chosen here
 */
public record PostgresSettings(Path directory, int port, Path cache, boolean durable, Map<String, String> server) {
    public PostgresSettings {
        server = Map.copyOf(server);
    }

    /** Durable, with the programs in the user's cache folder. */
    public static PostgresSettings of(Path directory, int port) {
        return new PostgresSettings(directory, port, userCache(), true, Map.of());
    }

    /** The same, without waiting for the disk. */
    public PostgresSettings fastForTests() {
        return new PostgresSettings(directory, port, cache, false, server);
    }

    private static Path userCache() {
        String configured = System.getenv("XDG_CACHE_HOME");
        return configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache", "sluice")
                : Path.of(configured, "sluice");
    }
}
