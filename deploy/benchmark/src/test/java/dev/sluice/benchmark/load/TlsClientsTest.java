package dev.sluice.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.embedded.CertificateTrust;
import dev.sluice.embedded.LocalCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsClientsTest {
    private final Vertx vertx = Vertx.vertx();
    private final Set<String> protocols = ConcurrentHashMap.newKeySet();
    private final Set<HttpServerRequest> open = ConcurrentHashMap.newKeySet();

    @TempDir
    Path folder;

    private LocalCertificate certificate;
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        certificate = LocalCertificate.in(folder);
        certificate.ensure();
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(certificate.certificate().toString())
                        .setKeyPath(certificate.key().toString()));
        server = vertx.createHttpServer(options)
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void allAreConnectedByTls13AtOnce() throws IOException, InterruptedException {
        try (TlsClients clients = new TlsClients(CertificateTrust.sslContext(certificate.certificate()), port())) {
            clients.connect("/open", 30);

            assertThat(open).hasSize(30);
            assertThat(protocols).containsExactly("TLSv1.3");
        }
    }

    @Test
    void aClientThatIsRefusedFailsAll() throws IOException {
        try (TlsClients clients = new TlsClients(CertificateTrust.sslContext(certificate.certificate()), port())) {
            assertThatThrownBy(() -> clients.connect("/refused", 3))
                    .isInstanceOf(LoadFailedException.class)
                    .hasMessageContaining("HTTP/1.1 404");
        }
    }

    private int port() {
        return server.actualPort();
    }

    private void answer(HttpServerRequest request) {
        SSLSession session = request.connection().sslSession();
        protocols.add(session.getProtocol());
        if (request.path().equals("/open")) {
            open.add(request);
            request.connection().closeHandler(_ -> open.remove(request));
            request.response().setChunked(true).write(":\n");
        } else {
            request.response().setStatusCode(404).end();
        }
    }
}
