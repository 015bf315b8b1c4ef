package dev.sluice.gateway.server;

import dev.sluice.gateway.request.Cidr;
import dev.sluice.gateway.request.PortalOrigins;
import dev.sluice.gateway.request.TrustedProxies;
import dev.sluice.gateway.subscribe.RequestSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How requests are taken in.
 *
 * @param requestTimeout for a PROXY header, for a TLS handshake, and then for a whole request
 * @param verdictTimeout how long a new client waits for what the backend says
 * @param maxConnections 0 = no bound
 * @param maxConnectionsPerAddress 0 = no bound
 * @param maxChannelsPerApplication of one API; 0 = no bound
 * @param maxLoopLag later than this, for a second, is overload; zero = nothing is
 * @param proxies whose word on the client's address is believed
 * @param portals whose pages may use every API
 */
record HttpSettings(
        Duration requestTimeout,
        Duration verdictTimeout,
        int maxConnections,
        int maxConnectionsPerAddress,
        int maxChannelsPerApplication,
        Duration maxLoopLag,
        TrustedProxies proxies,
        PortalOrigins portals) {

    /** @throws IllegalArgumentException with the key that is wrong */
    static HttpSettings of(HttpConfig http, Duration verdictTimeout, Optional<List<String>> portalOrigins) {
        Duration lag = http.maxLoopLag();
        check(
                isBetween(http.requestTimeout(), Duration.ofSeconds(1), Duration.ofMinutes(1)),
                "request-timeout must be 1s..1m");
        check(http.maxConnections() >= 0, "max-connections must be 0 or more");
        check(http.maxConnectionsPerAddress() >= 0, "max-connections-per-address must be 0 or more");
        check(http.maxChannelsPerApplication() >= 0, "max-channels-per-application must be 0 or more");
        check(
                lag.isZero() || isBetween(lag, Duration.ofMillis(50), Duration.ofSeconds(10)),
                "max-loop-lag must be 0s, or 50ms..10s");
        return new HttpSettings(
                http.requestTimeout(),
                verdictTimeout,
                http.maxConnections(),
                http.maxConnectionsPerAddress(),
                http.maxChannelsPerApplication(),
                lag,
                new TrustedProxies(
                        networks("trusted-proxies", http.trustedProxies()),
                        http.proxyHeader(),
                        networks("proxy-protocol-from", http.proxyProtocolFrom())),
                PortalOrigins.of(portalOrigins.orElse(List.of())));
    }

    RequestSettings requests() {
        return new RequestSettings(requestTimeout, verdictTimeout, proxies, portals);
    }

    private static List<Cidr> networks(String key, Optional<List<String>> texts) {
        try {
            return texts.orElse(List.of()).stream()
                    .map(String::strip)
                    .map(Cidr::of)
                    .toList();
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "sluice.gateway.http." + key + " must be networks such as 10.0.0.0/8: " + wrong.getMessage(),
                    wrong);
        }
    }

    private static boolean isBetween(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    private static void check(boolean isKept, String rule) {
        if (!isKept) {
            throw new IllegalArgumentException("sluice.gateway.http." + rule);
        }
    }
}
