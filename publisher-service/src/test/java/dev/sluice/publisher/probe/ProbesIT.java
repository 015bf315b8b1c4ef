package dev.sluice.publisher.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.outbound.OutboundUrl;
import dev.sluice.publisher.SmallBackend;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a look may go, as long as nothing is allowed. */
class ProbesIT {
    private final Vertx vertx = Vertx.vertx();
    private final Probes probes = new Probes(vertx, new Nothing());

    @AfterEach
    void stop() {
        probes.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/",
                "http://localhost:%d/",
                "http://0.0.0.0:%d/",
                "http://[::]:%d/",
                "http://[::1]:%d/",
                "http://[::ffff:127.0.0.1]:%d/",
                "http://[64:ff9b::7f00:1]:%d/",
                "http://169.254.169.254:%d/latest/meta-data/"
            })
    void loopbackIsNotReachedByAnyOfItsNames(String url) throws Exception {
        try (SmallBackend canary = SmallBackend.saying(SmallBackend.STREAM)) {
            // When
            Findings findings =
                    probes.probe(good(url.formatted(canary.port())), null).orElseThrow();

            // Then
            assertThat(findings.sight()).isEqualTo(new Sight.Nothing("the backend's address is not allowed"));
            assertThat(canary.connections()).isZero();
        }
    }

    private record Nothing() implements OutboundConfig {
        @Override
        public boolean allowPrivate() {
            return false;
        }

        @Override
        public Optional<List<String>> allow() {
            return Optional.empty();
        }
    }

    private static URI good(String url) {
        return ((OutboundUrl.Good) OutboundUrl.of(url)).url();
    }
}
