package dev.sluice.model.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {
    @ParameterizedTest
    @CsvSource({
        "*, https://any.example, true",
        "*, null, true",
        "https://app.example.com, https://app.example.com, true",
        "https://App.example.com, https://app.EXAMPLE.com, true",
        "https://app.example.com, http://app.example.com, false",
        "https://app.example.com, https://app.example.com:8443, false",
        "https://app.example.com, https://app.example.com.evil.example, false",
        "https://*.example.com, https://a.example.com, true",
        "https://*.example.com, https://a.b.example.com, true",
        "https://*.example.com, https://.example.com, false",
        "https://*.example.com, https://example.com, false",
        "https://*.example.com, https://evil.example/.example.com, false",
        "https://*.example.com, https://a@b.example.com, false",
        "http://localhost:*, http://localhost:3000, true",
        "http://localhost:*, http://localhost:, false",
        "https://app.example.com, null, false",
    })
    void anOriginIsAllowedAsItsEntrySays(String entry, String origin, boolean allowed) {
        assertThat(rules(entry).allows(origin)).isEqualTo(allowed);
    }

    @Test
    void cookiesAreForOriginsThatAreNamedAlone() {
        Cors rules = rules("*", "https://app.example.com");

        assertThat(rules.allowsCredentials("https://app.example.com")).isTrue();
        assertThat(rules.allowsCredentials("https://other.example.com")).isFalse();
    }

    @Test
    void whatIsOffAllowsNobody() {
        Cors off = new Cors(false, List.of("*"), true, List.of(), List.of());

        assertThat(off.allows("https://app.example.com")).isFalse();
        assertThat(off.allowsCredentials("https://app.example.com")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nb", "https://*.*.example.com", "https://caf\u00e9.example"})
    void whatIsNoOriginIsRefused(String entry) {
        assertThatThrownBy(() -> rules(entry)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesAreTokensAndThereIsABoundToThem() {
        assertThatThrownBy(() -> new Cors(true, List.of(), false, List.of("a:b"), List.of()))
                .hasMessageContaining("allowHeaders");
        assertThatThrownBy(() -> new Cors(true, List.of(), false, List.of(), List.of("GET, PUT")))
                .hasMessageContaining("allowMethods");
        assertThatThrownBy(() ->
                        new Cors(true, Collections.nCopies(101, "https://a.example"), false, List.of(), List.of()))
                .hasMessageContaining("more than 100");
    }

    private static Cors rules(String... origins) {
        return new Cors(true, List.of(origins), true, List.of(), List.of());
    }
}
