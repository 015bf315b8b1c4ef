package dev.sluice.model.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSealTest {
    private static final byte[] SECRET = "secret".getBytes(StandardCharsets.UTF_8);
    private static final String OLD_KEY = key("old", 0);
    private static final String NEW_KEY = key("new", 7);

    @Test
    void aSecretOpensInItsOwnPlaceOnly() {
        SecretSeal seal = seal(OLD_KEY);
        String sealed = seal.seal(SECRET, "a/b");

        assertThat(sealed).startsWith("v1.old.");
        assertThat(SecretSeal.isSealed(sealed)).isTrue();
        assertThat(seal.open(sealed, "a/b")).isEqualTo(SECRET);
        assertThatThrownBy(() -> seal.open(sealed, "a/c"))
                .isInstanceOf(UnopenableSecretException.class)
                .hasMessageContaining("moved");
    }

    @Test
    void theFirstKeySealsAndEveryKeyOpens() {
        String before = seal(OLD_KEY).seal(SECRET, "a");
        SecretSeal both = seal(NEW_KEY, OLD_KEY);

        assertThat(both.open(before, "a")).isEqualTo(SECRET);
        assertThat(both.seal(SECRET, "a")).startsWith("v1.new.");
        assertThatThrownBy(() -> seal(NEW_KEY).open(before, "a"))
                .isInstanceOf(UnopenableSecretException.class)
                .hasMessageContaining("does not hold key old");
    }

    @Test
    void anotherKeyOfTheSameNameDoesNotOpen() {
        String sealed = seal(key("k", 1)).seal(SECRET, "a");

        assertThatThrownBy(() -> seal(key("k", 2)).open(sealed, "a"))
                .isInstanceOf(UnopenableSecretException.class)
                .hasMessageContaining("key k is another one");
    }

    @Test
    void theSameSecretIsNeverSealedAlike() {
        SecretSeal seal = seal(OLD_KEY);

        assertThat(seal.seal(SECRET, "a")).isNotEqualTo(seal.seal(SECRET, "a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "v1.old.AAAAAAAAAAAAAAAA",
                "v2.old.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAA",
                "v1.old.AAAA.AAAAAAAAAAAAAAAAAAAAAAAA",
                "plain.c2VjcmV0"
            })
    void whatIsNotSealedIsNotOpenedAndNotShown(String text) {
        assertThat(SecretSeal.isSealed(text)).isFalse();
        assertThatThrownBy(() -> seal(OLD_KEY).open(text, "a"))
                .isInstanceOf(UnopenableSecretException.class)
                .hasMessage("it has not the form of a sealed secret");
    }

    private static SecretSeal seal(String... lines) {
        return new SecretSeal(KeyFile.of(List.of(lines), "keys"), new SecureRandom());
    }

    private static String key(String id, int filling) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) filling);
        return id + ':' + Base64.getEncoder().encodeToString(key);
    }
}
