package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.Authorization;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSearchTest {
    private static final String SECRET = "Zk3vQ9xLw0PtY7rBn5Hc2m+/";

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void aSecretAndAPartOfTwelveCharactersAreFoundWhereverTheyLie(int from) {
        for (int before = 0; before < 9; before++) {
            assertThat(found("-".repeat(before) + SECRET.substring(from, from + 12) + "..."))
                    .containsOnlyKeys("key");
            assertThat(found("-".repeat(before) + SECRET)).containsEntry("key", Set.of("log"));
        }
    }

    @Test
    void elevenCharactersAreNone() {
        assertThat(found("key " + SECRET.substring(0, 11) + "... of Zk3v")).isEmpty();
        assertThat(found("")).isEmpty();
    }

    @Test
    void itIsFoundInHexadecimalAndWithinBase64() {
        byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
        assertThat(found("\\x00" + HexFormat.of().formatHex(bytes))).containsOnlyKeys("key in hexadecimal");
        assertThat(found("x" + HexFormat.of().withUpperCase().formatHex(bytes))).containsOnlyKeys("key in hexadecimal");
        for (int before = 0; before < 7; before++) {
            String whole = "u".repeat(before) + SECRET + "{\"more\":1}";
            byte[] text = whole.getBytes(StandardCharsets.UTF_8);
            assertThat(found("log: " + Base64.getEncoder().encodeToString(text)))
                    .containsOnlyKeys("key in base64");
            assertThat(found(Base64.getUrlEncoder().withoutPadding().encodeToString(text)))
                    .containsOnlyKeys("key in base64");
        }
        assertThat(found("{\"authorization\":\""
                        + Authorization.basic("ann", SECRET).header() + "\"}"))
                .containsOnlyKeys("key in base64");
    }

    @Test
    void ofTwoSecretsWithACommonPartBothAreFound() {
        SecretSearch search = new SecretSearch();
        search.add("one", SECRET + "one");
        search.add("two", SECRET + "two");

        search.look("log", "... " + SECRET);

        assertThat(search.found()).containsOnlyKeys("one", "two");
    }

    private static Map<String, Set<String>> found(String text) {
        SecretSearch search = new SecretSearch();
        search.add("key", SECRET);
        search.look("log", text);
        return search.found();
    }
}
