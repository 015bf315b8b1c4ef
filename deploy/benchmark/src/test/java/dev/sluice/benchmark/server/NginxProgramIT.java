package dev.sluice.benchmark.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.benchmark.load.LoadClient;
import dev.sluice.benchmark.load.Received;
import dev.sluice.benchmark.load.Subscription;
import dev.sluice.benchmark.load.TlsClients;
import dev.sluice.embedded.CertificateTrust;
import dev.sluice.embedded.LocalCertificate;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NginxProgramIT {
    private static final int CLIENTS = 50;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(NginxModule.class)
    void everyClientGetsEveryEventOfItsChannelOnce(NginxModule module) throws IOException, InterruptedException {
        Received received = received(module, new Traffic(2, 100, 200, 2));

        assertThat(received.faults()).isEqualTo("none");
        assertThat(received.latencyMillis(50)).isBetween(0.001, 10_000.0);
    }

    @ParameterizedTest
    @EnumSource(NginxModule.class)
    void asManyAsAreTakenLoseNothing(NginxModule module) throws IOException, InterruptedException {
        Received received = received(module, Traffic.toAll(100, Traffic.UNTHROTTLED));

        assertThat(received.faults()).isEqualTo("none");
    }

    @ParameterizedTest
    @EnumSource(NginxModule.class)
    void connectionsOverTlsAreTaken(NginxModule module) throws IOException, InterruptedException {
        LocalCertificate certificate = LocalCertificate.in(folder.resolve("tls"));
        certificate.ensure();
        try (Server server = installed(module).startTls(certificate);
                TlsClients clients =
                        new TlsClients(CertificateTrust.sslContext(certificate.certificate()), server.port())) {
            assertThatCode(() -> clients.connect(server.path(0), 5)).doesNotThrowAnyException();
        }
    }

    private NginxProgram installed(NginxModule module) {
        var found = NginxProgram.find(module, folder);
        assumeTrue(found.isPresent(), "needs nginx with its module");
        return found.orElseThrow();
    }

    private Received received(NginxModule module, Traffic traffic) throws IOException, InterruptedException {
        try (Server server = installed(module).start(traffic);
                LoadClient load = new LoadClient()) {
            load.connect(
                    server.port(), traffic.dataBytes(), CLIENTS, 10, client -> Subscription.live(server.path(client)));
            server.begin(load::receivedEver, CLIENTS);
            load.awaitEvents(5000);
            return load.received();
        }
    }
}
