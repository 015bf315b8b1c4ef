package dev.sluice.publisher.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.embedded.LocalCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseCertificatesTest {
    private final DatabaseCertificates certificates = new DatabaseCertificates();

    @TempDir
    Path folder;

    private record Trust(Path file) implements DatabaseConfig.Tls {
        @Override
        public DatabaseConfig.Mode mode() {
            return DatabaseConfig.Mode.VERIFY_FULL;
        }

        @Override
        public Optional<Path> trustFile() {
            return Optional.of(file);
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

    @Test
    void filesThatCannotBeUsedLeaveTheLastGoodOnesWithOneWarning() throws IOException {
        // Given
        LocalCertificate pair = LocalCertificate.in(folder);
        pair.ensure();
        byte[] good = Files.readAllBytes(pair.certificate());
        DatabaseConfig.Tls config = new Trust(pair.certificate());
        SSLContext first = certificates.now(config);

        // When
        List<String> warnings = new ArrayList<>();
        Handler handler = handler(warnings);
        Logger log = Logger.getLogger(DatabaseCertificates.class.getName());
        log.addHandler(handler);
        try {
            Files.writeString(pair.certificate(), "no certificate");
            assertThat(certificates.now(config)).isSameAs(first);
            assertThat(certificates.now(config)).isSameAs(first);
            Files.delete(pair.certificate());
            assertThat(certificates.now(config)).isSameAs(first);
        } finally {
            log.removeHandler(handler);
        }

        // Then
        assertThat(warnings).hasSize(2).allMatch(text -> text.contains("keep the old certificates"));

        // When
        Files.write(pair.certificate(), good);

        // Then
        assertThat(certificates.now(config)).isNotSameAs(first);
    }

    private static Handler handler(List<String> warnings) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                warnings.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    @Test
    void filesThatNeverCouldBeUsedAreNamed() {
        Path missing = folder.resolve("missing.pem");

        assertThatThrownBy(() -> certificates.now(new Trust(missing)))
                .isInstanceOf(IOException.class)
                .hasMessage("sluice.publisher.database.tls.trust-file: " + missing + " cannot be read");
    }
}
