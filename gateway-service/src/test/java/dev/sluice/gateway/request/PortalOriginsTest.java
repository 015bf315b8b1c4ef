package dev.sluice.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortalOriginsTest {
    private static final String KEY = "sluice.gateway.portal-origins";

    @Test
    void anOriginIsAllowedExactlyAsBrowsersWriteIt() {
        PortalOrigins portals = PortalOrigins.of(List.of("https://Portal.Example:443", " http://localhost:9443"));

        assertThat(portals.allow("https://portal.example")).isTrue();
        assertThat(portals.allow("http://localhost:9443")).isTrue();
        for (String other : List.of(
                "http://portal.example",
                "https://portal.example:9443",
                "https://evil.portal.example",
                "https://portal.example.evil",
                "https://portal.example/",
                "https://localhost:9443",
                "null",
                "*",
                "")) {
            assertThat(portals.allow(other)).as(other).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "https://*.example", "portal.example", "https://portal.example/devportal", "null", "", "a b"
            })
    void whatIsNoOriginIsSaidWithItsKey(String text) {
        assertThatThrownBy(() -> PortalOrigins.of(List.of("https://portal.example", text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(KEY + " must be origins such as https://portal.example.org")
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void theyAreBounded() {
        assertThatThrownBy(() -> PortalOrigins.of(Collections.nCopies(101, "https://portal.example")))
                .hasMessageContaining(KEY + " must be at most 100 origins");
    }
}
