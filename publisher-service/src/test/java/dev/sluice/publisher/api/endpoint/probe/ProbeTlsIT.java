package dev.sluice.publisher.api.endpoint.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.embedded.LocalCertificate;
import dev.sluice.outbound.OutboundUrl;
import dev.sluice.publisher.api.endpoint.OutboundClients;
import dev.sluice.testsupport.FixedTlsFiles;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Looks at backends behind TLS whose certificate only their own installation knows: they meet what relays would. */
class ProbeTlsIT {
    private static final String UNTRUSTED = "no trusted TLS connection with the backend";

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private LocalCertificate ofBackend;
    private LocalCertificate ofPublisher;

    @BeforeEach
    void makeCertificates() throws Exception {
        ofBackend = LocalCertificate.in(folder.resolve("backend"));
        ofBackend.ensure();
        ofPublisher = LocalCertificate.in(folder.resolve("publisher"));
        ofPublisher.ensure();
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aBackendOfAnUnknownAuthorityIsNotTrusted() {
        int port = serve("127.0.0.1", ClientAuth.NONE);

        assertThat(look("localhost", port, FixedTlsFiles.NONE)).isEqualTo(new ProbeResult.NoAnswer(UNTRUSTED));
    }

    @Test
    void aBackendOfAnAuthorityInTheTrustFileIsJudged() {
        int port = serve("127.0.0.1", ClientAuth.NONE);

        ProbeResult result = look("localhost", port, FixedTlsFiles.trusting(ofBackend.certificate()));

        assertSeen(result);
    }

    @Test
    void aNameThatIsNotInTheCertificateIsNotTrusted() {
        int port = serve("127.0.0.2", ClientAuth.NONE);

        assertThat(look("127.0.0.2", port, FixedTlsFiles.trusting(ofBackend.certificate())))
                .isEqualTo(new ProbeResult.NoAnswer(UNTRUSTED));
    }

    @Test
    void aBackendThatAsksForACertificateIsShownOne() {
        int port = serve("127.0.0.1", ClientAuth.REQUIRED);

        ProbeResult without = look("localhost", port, FixedTlsFiles.trusting(ofBackend.certificate()));
        ProbeResult with = look(
                "localhost",
                port,
                new FixedTlsFiles(ofBackend.certificate(), ofPublisher.certificate(), ofPublisher.key()));

        // The connection may be gone before the backend's word is read.
        assertThat(without)
                .isIn(
                        new ProbeResult.NoAnswer(UNTRUSTED),
                        new ProbeResult.NoAnswer("the connection to the backend was lost"),
                        new ProbeResult.NoAnswer("the backend closed the connection without an HTTP answer"));
        assertSeen(with);
    }

    @ParameterizedTest
    @CsvSource({
        "nowhere.pem,,, sluice.publisher.outbound.tls.trust-file: nowhere.pem cannot be read",
        ",nowhere.pem,nowhere.pem, sluice.publisher.outbound.tls.certificate-file: nowhere.pem cannot be read",
        ",nowhere.pem,, 'set both sluice.publisher.outbound.tls.certificate-file and"
                + " sluice.publisher.outbound.tls.key-file, or neither'"
    })
    void aWrongSettingIsNamed(Path trust, Path certificate, Path key, String reason) {
        assertThatThrownBy(() -> clients(new FixedTlsFiles(trust, certificate, key)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(reason);
    }

    @Test
    void aCertificateFileThatHoldsNoneIsNamed() throws Exception {
        Path text = Files.writeString(folder.resolve("text.pem"), "no certificate");

        assertThatThrownBy(() -> clients(new FixedTlsFiles(null, text, ofPublisher.key())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "sluice.publisher.outbound.tls.certificate-file and key-file are no certificate and its key: ");
    }

    private static void assertSeen(ProbeResult result) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        ProbeResult.Body.class,
                        body -> assertThat(body.stream().events())
                                .containsExactly(new SampleEvent("message", null, "over TLS")));
    }

    private ProbeResult look(String host, int port, FixedTlsFiles tls) {
        OutboundClients clients = clients(tls);
        try {
            OutboundUrl.Good place = (OutboundUrl.Good) OutboundUrl.of("https://" + host + ":" + port + "/");
            return new Probes(clients).probe(place.url(), null).orElseThrow().result();
        } finally {
            clients.close();
        }
    }

    private OutboundClients clients(FixedTlsFiles tls) {
        return new OutboundClients(vertx, new FixedOutboundConfig(true, List.of(), tls));
    }

    /** Sends one event to each client that may connect. */
    private int serve(String address, ClientAuth clients) {
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setClientAuth(clients)
                .setTrustOptions(new PemTrustOptions()
                        .addCertPath(ofPublisher.certificate().toString()))
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertPath(ofBackend.certificate().toString())
                        .addKeyPath(ofBackend.key().toString()));
        return vertx.createHttpServer(options)
                .requestHandler(request -> request.response()
                        .putHeader("Content-Type", "text/event-stream")
                        .end("data: over TLS\n\n"))
                .listen(0, address)
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }
}
