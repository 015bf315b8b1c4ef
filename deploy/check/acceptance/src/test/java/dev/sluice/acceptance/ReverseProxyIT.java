package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * A proxy that knows nothing of event streams: it buffers answers, and gives up on a silent one a little later than a
 * heartbeat is due. {@code -Dtest.idle.heartbeats} says for how many heartbeats the stream is silent.
 */
@EnabledIf(
        value = "dev.sluice.acceptance.Nginx#isHere",
        disabledReason = "no nginx on this machine: apt-get install nginx-light")
class ReverseProxyIT {
    private static final int HEARTBEATS = Integer.getInteger("test.idle.heartbeats", 3);
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final String IMPATIENT = "proxy_read_timeout %ds;";

    private final LocalSystem system = LocalSystem.shared();
    private final Backend backend = new Backend(system);

    @Test
    void aSilentStreamStaysOpenAndItsEventsComeAtOnceOverHttp10AndHttp11(@TempDir Path first, @TempDir Path second) {
        assertStaysOpen(first, second, Duration.ofSeconds(2), 4);
    }

    @Test
    @Tag("faults")
    void soItDoesWithTheHeartbeatThatApisHave(@TempDir Path first, @TempDir Path second) {
        assertStaysOpen(first, second, Duration.ofSeconds(15), 20);
    }

    private void assertStaysOpen(Path first, Path second, Duration heartbeat, int patienceSeconds) {
        String impatient = IMPATIENT.formatted(patienceSeconds);
        Portal portal = new Portal(system);
        Portal.Api api = portal.deployedWith(
                "proxied",
                system.backend(),
                body -> body.putObject("streaming").put("heartbeatMs", heartbeat.toMillis()),
                "/quiet/{name}");
        String token = portal.subscribedToken(api);
        String quiet = "quiet/" + api.name();
        try (Nginx old = Nginx.before(system.gateway(1), first, impatient + " proxy_http_version 1.0;");
                Nginx usual = Nginx.before(
                        system.gateway(2),
                        second,
                        impatient + " proxy_http_version 1.1; proxy_set_header Connection '';");
                Stream overOld = Stream.open(old.uri(), api.basePath() + '/' + quiet, token);
                Stream overUsual = Stream.open(usual.uri(), api.basePath() + '/' + quiet, token)) {
            List<Stream> streams = List.of(overOld, overUsual);
            streams.forEach(stream -> assertThat(stream.next(AT_ONCE).type()).isEqualTo("sluice.live"));
            await().until(() -> backend.openConnections("/" + quiet) == 1);
            expect(streams, quiet, "before");

            await().atMost(heartbeat.multipliedBy(HEARTBEATS + 1))
                    .until(() -> streams.stream().allMatch(stream -> stream.comments() >= HEARTBEATS));

            expect(streams, quiet, "after");
        }
    }

    private void expect(List<Stream> streams, String quiet, String data) {
        assertThat(backend.publish(quiet, data)).isEqualTo(1);
        streams.forEach(
                stream -> assertThat(stream.nextOfBackend(AT_ONCE).data()).isEqualTo(data));
    }
}
