package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.gateway.control.GatewayConfig;
import dev.sluice.gateway.request.Cidr;
import dev.sluice.gateway.request.PortalOrigins;
import dev.sluice.gateway.request.ProxyHeader;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpSettingsTest {
    private static final String PREFIX = "sluice.gateway.http.";

    @Test
    void noProxyIsBelievedUnlessConfigured() {
        HttpSettings settings = settings();

        assertThat(settings.requestTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.maxConnections()).isEqualTo(100_000);
        assertThat(settings.maxConnectionsPerAddress()).isEqualTo(20_000);
        assertThat(settings.maxChannelsPerApplication()).isEqualTo(100);
        assertThat(settings.maxLoopLag()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.proxies().networks()).isEmpty();
        assertThat(settings.proxies().header()).isEqualTo(ProxyHeader.X_FORWARDED_FOR);
        assertThat(settings.proxies().proxyProtocol()).isEmpty();
    }

    @Test
    void proxiesAreAListOfNetworks() {
        HttpSettings settings = settings(
                "trusted-proxies", "10.0.0.0/8, ::1", "proxy-header", "forwarded", "proxy-protocol-from", "10.1.2.3");

        assertThat(settings.proxies().networks()).containsExactly(Cidr.of("10.0.0.0/8"), Cidr.of("::1"));
        assertThat(settings.proxies().header()).isEqualTo(ProxyHeader.FORWARDED);
        assertThat(settings.proxies().proxyProtocol()).containsExactly(Cidr.of("10.1.2.3"));
    }

    @Test
    void thereIsNoPortalUnlessConfigured() {
        assertThat(portals("sluice.gateway.environment", "Default").isEmpty()).isTrue();
        assertThat(portals("sluice.gateway.portal-origins", "https://one.example,https://two.example:9443")
                        .texts())
                .containsExactlyInAnyOrder("https://one.example", "https://two.example:9443");
    }

    @ParameterizedTest
    @CsvSource({
        "request-timeout, 999ms",
        "request-timeout, 61s",
        "max-connections, -1",
        "max-connections-per-address, -1",
        "max-channels-per-application, -1",
        "max-loop-lag, 49ms",
        "max-loop-lag, 11s",
        "trusted-proxies, example.com",
        "proxy-protocol-from, true"
    })
    void aValueOutOfBoundsIsToldWithItsKey(String key, String value) {
        assertThatThrownBy(() -> settings(key, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(PREFIX + key + " must be ");
    }

    private static HttpSettings settings(String... keysAndValues) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(HttpConfig.class);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            builder.withDefaultValue(PREFIX + keysAndValues[i], keysAndValues[i + 1]);
        }
        return HttpSettings.of(
                builder.build().getConfigMapping(HttpConfig.class), Duration.ofSeconds(2), Optional.empty());
    }

    private static PortalOrigins portals(String key, String value) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(HttpConfig.class)
                .withMapping(GatewayConfig.class)
                .withDefaultValue(key, value)
                .build();
        return HttpSettings.of(
                        config.getConfigMapping(HttpConfig.class),
                        Duration.ofSeconds(2),
                        config.getConfigMapping(GatewayConfig.class).portalOrigins())
                .portals();
    }
}
