package dev.sluice.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebOriginTest {
    @ParameterizedTest
    @CsvSource({
        "https://portal.example, https://portal.example",
        "https://Portal.Example:443, https://portal.example",
        "http://portal.example:80, http://portal.example",
        "http://portal.example:443, http://portal.example:443",
        "https://localhost:9443, https://localhost:9443",
        "https://[::1]:9443, https://[::1]:9443"
    })
    void itIsWrittenAsBrowsersWriteIt(String text, String written) {
        assertThat(WebOrigin.of(text)).map(WebOrigin::text).contains(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "null",
                "portal.example",
                "https://",
                "https://*.example",
                "https://portal.example/",
                "https://portal.example/path",
                "https://portal.example?a",
                "https://user@portal.example",
                "file://portal.example"
            })
    void whatIsNoneIsEmpty(String text) {
        assertThat(WebOrigin.of(text)).isEmpty();
    }
}
