package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTlsTest {
    record FixedTlsConfig(Optional<Path> certificateFile, Optional<Path> keyFile) implements TlsConfig {}

    @TempDir
    Path folder;

    @Test
    void withoutFilesThereIsNone() {
        assertThat(ServerTls.configured(new FixedTlsConfig(Optional.empty(), Optional.empty())))
                .isEmpty();
    }

    @Test
    void oneFileWithoutTheOtherIsToldByItsKey() {
        Optional<Path> some = Optional.of(folder.resolve("some.pem"));

        assertThatThrownBy(() -> ServerTls.configured(new FixedTlsConfig(some, Optional.empty())))
                .hasMessageContaining("sluice.gateway.tls.key-file");
        assertThatThrownBy(() -> ServerTls.configured(new FixedTlsConfig(Optional.empty(), some)))
                .hasMessageContaining("sluice.gateway.tls.certificate-file");
    }

    @Test
    void filesThatCannotBeUsedAreNamedAndNotShown() throws Exception {
        Path certificate = folder.resolve("certificate.pem");
        Path key = folder.resolve("key.pem");
        Files.writeString(certificate, "nonsense");
        Files.writeString(key, "secret nonsense");

        assertThatThrownBy(() -> ServerTls.configured(new FixedTlsConfig(Optional.of(certificate), Optional.of(key))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("certificate.pem")
                .hasMessageNotContaining("secret nonsense");
        assertThatThrownBy(() -> ServerTls.configured(
                        new FixedTlsConfig(Optional.of(folder.resolve("absent.pem")), Optional.of(key))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("absent.pem");
    }
}
