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

class SecretSealTest {
    private static final byte[] SECRET = "secret".getBytes(StandardCharsets.UTF_8);
    private static final String OLD_KEY = "old:" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final String NEW_KEY = "new:" + Base64.getEncoder().encodeToString(filled());

    @TempDir
    Path directory = Path.of("");

    @Test
    void aSecretOpensInItsOwnPlaceOnly() throws IOException {
        SecretSeal seal = seal(OLD_KEY);
        String sealed = seal.seal(SECRET, "a/b");

        assertThat(sealed).startsWith("v1.old.");
        assertThat(seal.open(sealed, "a/b")).isEqualTo(SECRET);
        assertThatThrownBy(() -> seal.open(sealed, "a/c")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theFirstKeySealsAndEveryKeyOpens() throws IOException {
        String before = seal(OLD_KEY).seal(SECRET, "a");
        SecretSeal both = seal(NEW_KEY + "\n" + OLD_KEY);

        assertThat(both.open(before, "a")).isEqualTo(SECRET);
        assertThat(both.seal(SECRET, "a")).startsWith("v1.new.");
        assertThatThrownBy(() -> seal(NEW_KEY).open(before, "a")).hasMessageContaining("old");
    }

    @Test
    void withoutAFileSecretsArePlainAndSealedOnesDoNotOpen() throws IOException {
        String sealed = seal(OLD_KEY).seal(SECRET, "a");
        SecretSeal plain = new SecretSeal(new FixedSecretsConfig(Optional.empty()));

        assertThat(plain.seals()).isFalse();
        assertThat(plain.open(plain.seal(SECRET, "a"), "a")).isEqualTo(SECRET);
        assertThatThrownBy(() -> plain.open(sealed, "a")).hasMessageContaining("sluice.secrets.key-file");
    }

    @Test
    void aBrokenFileIsToldByItsLineAndNotByItsContent() {
        assertThatThrownBy(() -> seal("fine:nonsense"))
                .hasMessageContaining("line 1")
                .hasMessageNotContaining("nonsense");
    }

    private SecretSeal seal(String lines) throws IOException {
        Path file = Files.createTempFile(directory, "keys", "");
        Files.writeString(file, lines);
        return new SecretSeal(new FixedSecretsConfig(Optional.of(file)));
    }

    private static byte[] filled() {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) 7);
        return key;
    }

    private record FixedSecretsConfig(Optional<Path> keyFile) implements SecretsConfig {}
}
