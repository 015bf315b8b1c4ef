package dev.sluice.publisher.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "passwordHash",
                "secretHash",
                "clientSecret",
                "client_secret",
                "privateKey",
                "private-key",
                "token",
                "tokenHash",
                "idToken",
                "apiKey",
                "key"
            })
    void aFieldWhoseNameSaysThatItIsASecretIsMaskedAtAnyDepth(String name) {
        Object masked = SecretMask.masked(Map.of("list", List.of(Map.of(name, "hidden"))));

        assertThat(masked).isEqualTo(Map.of("list", List.of(Map.of(name, SecretMask.MASK))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"consumerKey", "keyType", "name", "tokenSeconds", "keyMappingId", "plan"})
    void anotherFieldStays(String name) {
        assertThat(SecretMask.masked(Map.of(name, "shown"))).isEqualTo(Map.of(name, "shown"));
    }

    @Test
    void aSealedTextIsMaskedWhereverItStands() {
        String sealed = "v1.key-1." + "n".repeat(16) + '.' + "s".repeat(22);

        assertThat(SecretMask.masked(Arrays.asList(sealed, "open", null)))
                .isEqualTo(Arrays.asList(SecretMask.MASK, "open", null));
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.org/services/T0/B0/secret, https://hooks.example.org/***",
        "https://hooks.example.org?token=secret, https://hooks.example.org/***",
        "http://10.0.0.1:8080/a#b, http://10.0.0.1:8080/***",
        "https://[2001:db8::1]:8443/a, https://[2001:db8::1]:8443/***",
        "https://hooks.example.org, https://hooks.example.org/***",
        "https://user:secret@hooks.example.org/a, ***",
        "https://secret@hooks.example.org/a, ***",
        "secret, ***",
        "'', ***",
    })
    void ofAUrlOnlyWhereItLeadsToStays(String url, String shown) {
        assertThat(SecretMask.maskedUrl(url)).isEqualTo(shown);
    }

    @Test
    void aLongTextIsCut() {
        assertThat(String.valueOf(SecretMask.masked("x".repeat(3_000))))
                .hasSizeLessThan(2_100)
                .endsWith("(3000 characters)");
    }
}
