package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.embedded.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proxies that give up on a silent answer a little later than a heartbeat is due: one that knows nothing of event streams
 * and buffers answers, and those that are configured as the page of proxies shows. {@code -Dtest.idle.heartbeats} says for
 * how many heartbeats a stream is silent.
 */
class ReverseProxyIT {
    private static final String NO_NGINX = "no nginx on this machine: apt-get install nginx-light";
    private static final String NO_HAPROXY = "no HAProxy on this machine: apt-get install haproxy";
    private static final String NGINX_IS_HERE = "dev.sluice.acceptance.Nginx#isHere";
    private static final int HEARTBEATS = Integer.getInteger("test.idle.heartbeats", 3);
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final int PATIENCE_SECONDS = 4;
    private static final String IMPATIENT = "proxy_read_timeout %ds;";

    private final LocalSystem system = LocalSystem.shared();
    private final Backend backend = new Backend(system);

    @Test
    @EnabledIf(value = NGINX_IS_HERE, disabledReason = NO_NGINX)
    void aSilentStreamStaysOpenAndItsEventsComeAtOnceThroughNginx(
            @TempDir Path old, @TempDir Path usual, @TempDir Path shown) {
        int port = FreePorts.any();
        try (ProxyProcess http10 = http10(old, PATIENCE_SECONDS);
                ProxyProcess http11 = http11(usual, PATIENCE_SECONDS);
                ProxyProcess page =
                        Nginx.with(shown, port, ProxiesPage.configuration("nginx", system, port, PATIENCE_SECONDS))) {
            assertStaysOpen(SHORT, List.of(http10, http11, page, page));
        }
    }

    @Test
    @EnabledIf(value = "dev.sluice.acceptance.HaProxy#isHere", disabledReason = NO_HAPROXY)
    void soItDoesThroughHaProxy(@TempDir Path shown) {
        int port = FreePorts.any();
        try (ProxyProcess page =
                HaProxy.with(shown, port, ProxiesPage.configuration("haproxy", system, port, PATIENCE_SECONDS))) {
            assertStaysOpen(SHORT, List.of(page, page));
        }
    }

    @Test
    @Tag("faults")
    @EnabledIf(value = NGINX_IS_HERE, disabledReason = NO_NGINX)
    void soItDoesWithTheHeartbeatThatApisHave(@TempDir Path old, @TempDir Path usual) {
        try (ProxyProcess http10 = http10(old, 20);
                ProxyProcess http11 = http11(usual, 20)) {
            assertStaysOpen(Duration.ofSeconds(15), List.of(http10, http11));
        }
    }

    private ProxyProcess http10(Path folder, int patienceSeconds) {
        return Nginx.before(
                system.gateway(1), folder, IMPATIENT.formatted(patienceSeconds) + " proxy_http_version 1.0;");
    }

    private ProxyProcess http11(Path folder, int patienceSeconds) {
        return Nginx.before(
                system.gateway(2),
                folder,
                IMPATIENT.formatted(patienceSeconds) + " proxy_http_version 1.1; proxy_set_header Connection '';");
    }

    /** @param proxies one for each stream */
    private void assertStaysOpen(Duration heartbeat, List<ProxyProcess> proxies) {
        Portal portal = new Portal(system);
        Portal.Api api = portal.deployedWith(
                "proxied",
                system.backend(),
                body -> body.putObject("streaming").put("heartbeatMs", heartbeat.toMillis()),
                "/quiet/{name}");
        String token = portal.subscribedToken(api);
        String quiet = "quiet/" + api.name();
        List<Stream> streams = new ArrayList<>();
        try {
            proxies.forEach(proxy -> streams.add(Stream.open(proxy.uri(), api.basePath() + '/' + quiet, token)));
            streams.forEach(stream -> assertThat(stream.next(AT_ONCE).type()).isEqualTo("sluice.live"));
            await().until(() -> backend.openConnections("/" + quiet) == 1);
            expect(streams, quiet, "before");

            await().atMost(heartbeat.multipliedBy(HEARTBEATS + 1))
                    .until(() -> streams.stream().allMatch(stream -> stream.comments() >= HEARTBEATS));

            expect(streams, quiet, "after");
        } finally {
            streams.forEach(Stream::close);
        }
    }

    private void expect(List<Stream> streams, String quiet, String data) {
        assertThat(backend.publish(quiet, data)).isEqualTo(1);
        streams.forEach(
                stream -> assertThat(stream.nextOfBackend(AT_ONCE).data()).isEqualTo(data));
    }
}
