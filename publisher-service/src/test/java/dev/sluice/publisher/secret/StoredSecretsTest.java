package dev.sluice.publisher.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredSecretsTest {
    private static final byte[] SECRET = "secret".getBytes(StandardCharsets.UTF_8);
    private static final String KEY = "first:" + Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    Path directory = Path.of("");

    @Test
    void withAFileSecretsAreSealedAndPlainOnesOfBeforeStillOpen() throws IOException {
        String before = without().store(SECRET, "a");
        StoredSecrets secrets = with(KEY);

        assertThat(secrets.store(SECRET, "a")).startsWith("v1.first.");
        assertThat(secrets.open(secrets.store(SECRET, "a"), "a")).isEqualTo(SECRET);
        assertThat(secrets.open(before, "a")).isEqualTo(SECRET);
    }

    @Test
    void withoutAFileSecretsArePlainAndSealedOnesDoNotOpen() throws IOException {
        String sealed = with(KEY).store(SECRET, "a");
        StoredSecrets plain = without();

        assertThat(plain.areSealed()).isFalse();
        assertThat(plain.open(plain.store(SECRET, "a"), "a")).isEqualTo(SECRET);
        assertThatThrownBy(() -> plain.open(sealed, "a")).hasMessageContaining("sluice.secrets.key-file");
    }

    @Test
    void aBrokenFileIsToldByItsLineAndNotByItsContent() {
        assertThatThrownBy(() -> with("fine:nonsense"))
                .hasMessageContaining("line 1")
                .hasMessageNotContaining("nonsense");
    }

    private StoredSecrets with(String lines) throws IOException {
        Path file = Files.createTempFile(directory, "keys", "");
        Files.writeString(file, lines);
        return new StoredSecrets(new FixedSecretsConfig(Optional.of(file)));
    }

    private static StoredSecrets without() {
        return new StoredSecrets(new FixedSecretsConfig(Optional.empty()));
    }

    private record FixedSecretsConfig(Optional<Path> keyFile) implements SecretsConfig {}
}
