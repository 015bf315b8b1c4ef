package dev.sluice.publisher;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of a publisher under test that are neither Kafka's nor the database's. */
public final class PublisherResource implements QuarkusTestResourceLifecycleManager {
    /** The line of the key file that secrets are sealed with. */
    public static final String SECRET_KEY = "test-1:" + Base64.getEncoder().encodeToString(new byte[32]);

    private @Nullable Path keyFile;

    @Override
    public Map<String, String> start() {
        Path file = writeKeyFile();
        keyFile = file;
        return Map.of(
                "sluice.secrets.key-file", file.toString(),
                // The backends of tests are on this machine.
                "sluice.publisher.outbound.allow-private", "true",
                "sluice.node.id", "publisher-1",
                "sluice.publisher.first-admin.password", "admin",
                "sluice.publisher.first-admin.allow-weak-password", "true",
                // All tests come from one address.
                "sluice.publisher.sign-in.free-failures-per-address", "1000",
                "quarkus.http.test-port", "0",
                "quarkus.management.test-port", "0");
    }

    private static Path writeKeyFile() {
        try {
            return Files.writeString(Files.createTempFile("secrets", ".keys"), SECRET_KEY);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void stop() {
        if (keyFile != null) {
            try {
                Files.deleteIfExists(keyFile);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
