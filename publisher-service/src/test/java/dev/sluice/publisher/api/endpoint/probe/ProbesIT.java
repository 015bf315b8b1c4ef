package dev.sluice.publisher.api.endpoint.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.outbound.OutboundUrl;
import dev.sluice.publisher.SmallBackend;
import dev.sluice.publisher.api.endpoint.OutboundClients;
import dev.sluice.testsupport.FixedTlsFiles;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a look may go. */
class ProbesIT {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
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
            ProbeResult result = look(url.formatted(canary.port()), List.of());

            // Then
            assertThat(result).isEqualTo(new ProbeResult.NoAnswer("the backend's address is not allowed"));
            assertThat(canary.connections()).isZero();
        }
    }

    @Test
    void whatIsListedIsReachedAndNothingBesideIt() throws Exception {
        try (SmallBackend backend = SmallBackend.saying(SmallBackend.STREAM)) {
            assertThat(look(backend.url("/"), List.of("127.0.0.0/8"))).isInstanceOf(ProbeResult.Body.class);
            assertThat(look(backend.url("/"), List.of("10.0.0.0/8", ".example")))
                    .isInstanceOf(ProbeResult.NoAnswer.class);
            assertThat(backend.connections()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerThatIsNoHttpIsToldAsSuch() throws Exception {
        try (SmallBackend ssh = SmallBackend.saying("SSH-2.0-OpenSSH_9.6p1\r\n")) {
            assertThat(look(ssh.url("/"), List.of("127.0.0.0/8")))
                    .isEqualTo(new ProbeResult.NoAnswer("the backend's answer is not HTTP"));
        }
    }

    private ProbeResult look(String url, List<String> allow) {
        OutboundClients clients = new OutboundClients(vertx, new FixedOutboundConfig(false, allow, FixedTlsFiles.NONE));
        try {
            return new Probes(clients).probe(good(url), null).orElseThrow().result();
        } finally {
            clients.close();
        }
    }

    private static URI good(String url) {
        return ((OutboundUrl.Good) OutboundUrl.of(url)).url();
    }
}
