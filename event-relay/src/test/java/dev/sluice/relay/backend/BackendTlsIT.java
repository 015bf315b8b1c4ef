package dev.sluice.relay.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.embedded.LocalCertificate;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.outbound.ConnectionOptions;
import dev.sluice.outbound.OutboundTls;
import dev.sluice.testsupport.FixedTlsFiles;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Backends with TLS, with a certificate that only their own installation knows. */
class BackendTlsIT {
    private static final String UNTRUSTED = "no trusted TLS connection with the backend";

    @TempDir
    private static Path certificates;

    @TempDir
    private Path folder;

    private static LocalCertificate ofBackend;
    private static LocalCertificate ofRelay;

    private final Vertx vertx = Vertx.vertx();
    private final RecordingLog log = new RecordingLog();

    /** To make one starts a JVM. */
    @BeforeAll
    static void makeCertificates() throws Exception {
        ofBackend = LocalCertificate.in(certificates.resolve("backend"));
        ofBackend.ensure();
        ofRelay = LocalCertificate.in(certificates.resolve("relay"));
        ofRelay.ensure();
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aBackendOfAnUnknownAuthorityIsNotTrusted() throws Exception {
        int port = serve(ClientAuth.NONE);
        try (PullRun run = new PullRun(true)) {
            // When
            run.first("https://localhost:" + port + "/", log);

            // Then
            assertThat(log.nextStatus(Upstream.BACKING_OFF).reason()).isEqualTo(UNTRUSTED);
        }
    }

    @Test
    void aBackendOfAnAuthorityInTheTrustFileIs() throws Exception {
        int port = serve(ClientAuth.NONE);
        try (PullRun run = new PullRun(FixedTlsFiles.trusting(ofBackend.certificate()))) {
            // When
            run.first("https://localhost:" + port + "/", log);

            // Then
            assertThat(log.nextRecord()).isEqualTo(new PullOutput.Event(null, "over TLS", null));
        }
    }

    @Test
    void aNameThatIsNotInTheCertificateIsNotTrusted() throws Exception {
        int port = serve(ClientAuth.NONE);
        try (PullRun run = new PullRun(FixedTlsFiles.trusting(ofBackend.certificate()))) {
            // When
            run.first("https://127.0.0.2:" + port + "/", log);

            // Then
            assertThat(log.nextStatus(Upstream.BACKING_OFF).reason()).isEqualTo(UNTRUSTED);
        }
    }

    @Test
    void aBackendThatAsksForACertificateIsShownOne() throws Exception {
        int port = serve(ClientAuth.REQUIRED);
        try (PullRun without = new PullRun(FixedTlsFiles.trusting(ofBackend.certificate()))) {
            // When
            without.first("https://localhost:" + port + "/", log);

            // Then
            assertThat(log.nextStatus(Upstream.BACKING_OFF).reason()).isNotBlank();
        }
        RecordingLog second = new RecordingLog();
        try (PullRun with =
                new PullRun(new FixedTlsFiles(ofBackend.certificate(), ofRelay.certificate(), ofRelay.key()))) {
            // When
            with.first("https://localhost:" + port + "/", second);

            // Then
            assertThat(second.nextRecord()).isEqualTo(new PullOutput.Event(null, "over TLS", null));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nowhere.pem,,, sluice.relay.tls.trust-file: nowhere.pem cannot be read",
        ",nowhere.pem,nowhere.pem, sluice.relay.tls.certificate-file: nowhere.pem cannot be read",
        ",nowhere.pem,, 'set both sluice.relay.tls.certificate-file and sluice.relay.tls.key-file, or neither'"
    })
    void aWrongSettingIsNamed(Path trust, Path certificate, Path key, String reason) {
        assertThatThrownBy(() -> new PullRun(new FixedTlsFiles(trust, certificate, key)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(reason);
    }

    @Test
    void aTrustFileWithoutACertificateIsNamed() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.pem"));

        assertThatThrownBy(() -> new PullRun(new FixedTlsFiles(empty, null, null)))
                .hasMessageStartingWith("sluice.relay.tls.trust-file: " + empty);
    }

    @Test
    void aCertificateFileThatHoldsNoneIsNamedAtTheStart() throws Exception {
        Path text = Files.writeString(folder.resolve("text.pem"), "no certificate");

        assertThatThrownBy(() -> new PullRun(new FixedTlsFiles(null, text, ofRelay.key())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("sluice.relay.tls.certificate-file and key-file are no certificate");
    }

    @Test
    void otherFilesUnderTheSameNamesAreThoseOfTheNextConnection() throws Exception {
        // Given
        int port = serve(ClientAuth.REQUIRED);
        LocalCertificate mounted = LocalCertificate.in(Files.createDirectory(folder.resolve("mounted")));
        Path trusted = Files.copy(ofRelay.certificate(), folder.resolve("trusted.pem"));
        Files.copy(ofBackend.certificate(), mounted.certificate());
        Files.copy(ofBackend.key(), mounted.key());
        HttpClient client = new OutboundTls(
                        "sluice.relay.tls",
                        new FixedTlsFiles(trusted, mounted.certificate(), mounted.key()),
                        Duration.ofMillis(100))
                .client(new ConnectionOptions(10, Duration.ofSeconds(5)).overTls(), vertx);
        assertThatThrownBy(() -> status(client, port)).isInstanceOf(ExecutionException.class);

        // When
        Files.copy(ofBackend.certificate(), trusted, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(ofRelay.certificate(), mounted.certificate(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(ofRelay.key(), mounted.key(), StandardCopyOption.REPLACE_EXISTING);

        // Then
        await().atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(status(client, port)).isEqualTo(200));

        // When
        Files.writeString(trusted, "no certificate");

        // Then
        await().during(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(status(client, port)).isEqualTo(200));
    }

    private static int status(HttpClient client, int port) throws Exception {
        return client.request(new RequestOptions()
                        .setSsl(true)
                        .setHost("localhost")
                        .setPort(port)
                        .setURI("/"))
                .compose(HttpClientRequest::send)
                .map(HttpClientResponse::statusCode)
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
    }

    /** Serves one event to each client that may connect; on all addresses of this machine that begin with 127. */
    private int serve(ClientAuth clients) {
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setClientAuth(clients)
                .setTrustOptions(
                        new PemTrustOptions().addCertPath(ofRelay.certificate().toString()))
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertPath(ofBackend.certificate().toString())
                        .addKeyPath(ofBackend.key().toString()));
        HttpServer server = vertx.createHttpServer(options)
                .requestHandler(request -> request.response()
                        .setChunked(true)
                        .putHeader("Content-Type", "text/event-stream")
                        .write("data: over TLS\n\n"));
        return server.listen(0, "0.0.0.0")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }
}
