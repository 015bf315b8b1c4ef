package dev.sluice.relay.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.embedded.LocalCertificate;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.testsupport.FixedTlsFiles;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backends that speak HTTP/2, and nothing else. */
class Http2BackendIT {
    private static final String PADDING = "x".repeat(2_000);
    private static final int EVENTS = 20_000;
    /** What the windows and sockets of both ends and one read may hold. */
    private static final int MOST_UNDER_WAY = 12_000;

    @TempDir
    private static Path folder;

    private static LocalCertificate certificate;

    private final Vertx vertx = Vertx.vertx();
    private final LinkedBlockingQueue<HttpServerRequest> asked = new LinkedBlockingQueue<>();
    private final RecordingLog log = new RecordingLog();
    private String url;

    /** To make one starts a JVM. */
    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = LocalCertificate.in(folder);
        certificate.ensure();
    }

    @BeforeEach
    void serve() {
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setAlpnVersions(List.of(HttpVersion.HTTP_2))
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertPath(certificate.certificate().toString())
                        .addKeyPath(certificate.key().toString()));
        HttpServer server = vertx.createHttpServer(options)
                .requestHandler(request -> {
                    request.response().putHeader("Content-Type", "text/event-stream");
                    request.response().write(":\n");
                    asked.add(request);
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        url = "https://localhost:" + server.actualPort() + "/events?a=1";
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private HttpServerRequest next() throws InterruptedException {
        HttpServerRequest request = asked.poll(10, TimeUnit.SECONDS);
        assertThat(request).as("a request").isNotNull();
        return request;
    }

    private PullRun run() {
        return new PullRun(FixedTlsFiles.trusting(certificate.certificate()));
    }

    @Test
    void aStreamIsReadAndResumedBehindAReset() throws Exception {
        try (PullRun run = run()) {
            run.first(url, log);
            HttpServerRequest first = next();
            assertThat(first.version()).isEqualTo(HttpVersion.HTTP_2);
            assertThat(first.uri()).isEqualTo("/events?a=1");
            assertThat(first.getHeader("Accept")).isEqualTo("text/event-stream");
            first.response().write("id: 1\ndata: one\n\n");
            assertThat(log.nextRecord()).isEqualTo(new PullOutput.Event(null, "one", "1"));

            first.response().reset();

            assertThat(log.nextStatus(Upstream.BACKING_OFF).reason()).isNotBlank();
            HttpServerRequest second = next();
            assertThat(second.getHeader("Last-Event-ID")).isEqualTo("1");
            second.response().write("id: 2\ndata: two\n\n");
            assertThat(log.nextRecord()).isEqualTo(new PullOutput.Event(null, "two", "2"));
        }
    }

    @Test
    void streamsOfOneBackendHaveAConnectionEachAndAFullLogHoldsUpItsOwn() throws Exception {
        RecordingLog other = new RecordingLog();
        try (PullRun run = run()) {
            // Given
            Pulls.Pull pull = run.first(url, log);
            HttpServerRequest slow = next();
            run.first(url, other);
            HttpServerRequest quick = next();
            assertThat(quick.connection()).isNotSameAs(slow.connection());
            log.nextStatus(Upstream.LIVE);
            log.full = true;
            AtomicInteger sent = new AtomicInteger();
            vertx.runOnContext(_ -> sendMore(slow.response(), sent));

            // When
            await().during(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> unchanged(sent));
            quick.response().write("data: not held up\n\n");

            // Then
            assertThat(other.nextRecord()).isEqualTo(new PullOutput.Event(null, "not held up", null));
            assertThat(sent.get()).isLessThan(MOST_UNDER_WAY);
            log.full = false;
            pull.onRoom();
            for (int number = 1; number <= EVENTS; number++) {
                assertThat(((PullOutput.Event) log.nextRecord()).id()).isEqualTo(String.valueOf(number));
            }
        }
    }

    private int before = -1;

    private boolean unchanged(AtomicInteger sent) {
        boolean same = sent.get() > 0 && sent.get() == before;
        before = sent.get();
        return same;
    }

    private static void sendMore(HttpServerResponse response, AtomicInteger sent) {
        while (sent.get() < EVENTS && !response.writeQueueFull()) {
            response.write("id: " + sent.incrementAndGet() + "\ndata: " + PADDING + "\n\n");
        }
        response.drainHandler(_ -> sendMore(response, sent));
    }
}
