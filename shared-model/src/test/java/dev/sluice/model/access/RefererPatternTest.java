package dev.sluice.model.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefererPatternTest {
    @ParameterizedTest
    @CsvSource({
        "www.example.com,          https://www.example.com/",
        "www.example.com,          http://www.example.com/a/b?c=d",
        "www.example.com,          https://www.example.com",
        "www.example.com,          www.example.com",
        "www.example.com,          HTTPS://WWW.Example.COM/",
        "WWW.example.com,          https://www.example.com/",
        "https://www.example.com,  https://www.example.com/",
        "*.example.com,            https://a.example.com/",
        "*.example.com/*,          https://a.b.example.com/x",
        "www.example.com/path,     https://www.example.com/path",
        "www.example.com/*,        https://www.example.com/",
        "www.example.com/a*c/*,    https://www.example.com/abbc/d",
        "localhost:5173,           http://localhost:5173/",
        "localhost:*,              http://localhost:5173/",
        "localhost:*,              http://localhost/",
        "[::1]:8080,               http://[::1]:8080/",
        "*,                        https://any.example:8443/x",
        "*:8443,                   https://any.example:8443/x",
    })
    void itFitsPagesOfItsHost(String pattern, String page) {
        assertThat(RefererPattern.of(pattern).matches(page)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "www.example.com,          https://www.example.com.evil.example/",
        "www.example.com,          https://evil.example/www.example.com",
        "www.example.com,          https://evil.example/?www.example.com",
        "www.example.com,          https://evil.example#www.example.com",
        "www.example.com,          https://www.example.com@evil.example/",
        "www.example.com,          https://evil.example\\www.example.com",
        "www.example.com,          https://evil.example\\@www.example.com/",
        "www.example.com,          https://xwww.example.com/",
        "www.example.com,          https://www.example.com./",
        "www.example.com,          https://wwwxexample.com/",
        "www.example.com,          https://www.example.com:8443/",
        "www.example.com,          javascript://www.example.com/",
        "www.example.com,          //www.example.com/",
        "www.example.com,          https:www.example.com",
        "https://www.example.com,  http://www.example.com/",
        "https://www.example.com,  www.example.com",
        "*.example.com,            https://example.com/",
        "*.example.com,            https://.example.com/x y",
        "*.example.com,            https://evilexample.com/",
        "*.example.com,            https://a.example.com.evil.example/",
        "*.example.com,            https://evil.example/.example.com",
        "www.example.com/path,     https://www.example.com/path/x",
        "www.example.com/path,     https://www.example.com/",
        "www.example.com/path,     https://www.example.com/PATH",
        "localhost:5173,           http://localhost:5174/",
        "*:8443,                   https://any.example/x",
        "*,                        null",
        "*,                        about:blank",
    })
    void itFitsNoOther(String pattern, String page) {
        assertThat(RefererPattern.of(pattern).matches(page)).isFalse();
    }

    @Test
    void whatIsLongOrHasMoreLinesFitsNone() {
        RefererPattern every = RefererPattern.of("*");

        assertThat(every.matches("https://a.example/" + "x".repeat(2_000))).isTrue();
        assertThat(every.matches("https://a.example/" + "x".repeat(2_048))).isFalse();
        assertThat(every.matches("https://a.example/\nhttps://b.example/")).isFalse();
        assertThat(every.matches("")).isFalse();
    }

    @Test
    void manyAsterisksCostNoMoreThanTheirProduct() {
        RefererPattern pattern = RefererPattern.of("a.example/" + "*a".repeat(120) + "b");
        String page = "https://a.example/" + "a".repeat(2_000);
        long begin = System.nanoTime();

        assertThat(pattern.matches(page)).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "example.com*",
                "exam*ple.com",
                "*example.com",
                "a.*.example.com",
                "**",
                "*.*",
                "https://",
                "ftp://example.com",
                "https://user@example.com",
                "example.com:port",
                "example.com:123456",
                "a b",
                "example..com",
                ".example.com",
                "example.com/\u00e4",
                "example.com\n",
                "a,b",
                "/path",
                "{a}"
            })
    void whatWouldFitOthersOrNoPageIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RefererPattern.of(text))
                .withMessageContaining("must be a host");
    }

    @Test
    void itsLengthIsBounded() {
        assertThatIllegalArgumentException().isThrownBy(() -> RefererPattern.of("a.example/" + "x".repeat(246)));
        assertThat(RefererPattern.of("a.example/" + "x".repeat(245))).hasToString("a.example/" + "x".repeat(245));
    }
}
