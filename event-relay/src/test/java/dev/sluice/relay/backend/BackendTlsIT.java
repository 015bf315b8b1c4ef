package dev.sluice.relay.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.embedded.LocalCertificate;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.testsupport.FixedTlsFiles;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Files;
import java.nio.file.Path;
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
