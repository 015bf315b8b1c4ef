package dev.sluice.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.embedded.CertificateTrust;
import dev.sluice.embedded.EmbeddedPostgres;
import dev.sluice.embedded.FreePorts;
import dev.sluice.embedded.LocalCertificate;
import dev.sluice.embedded.PostgresSettings;
import dev.sluice.testsupport.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service with certificates that are renewed while it runs, as the kubelet renews a mounted secret. */
@Timeout(180)
class RenewedFilesProcessIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private LocalCertificate certificate(String name) throws IOException {
        LocalCertificate made = LocalCertificate.in(folder.resolve(name));
        made.ensure();
        return made;
    }

    /** The files of this version, by the path that stays. */
    private LocalCertificate mount(String version) throws IOException {
        Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of(version));
        Path data = folder.resolve("..data");
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return LocalCertificate.in(data);
    }

    /** Takes connections over TLS alone, from those that show this certificate. */
    private EmbeddedPostgres postgres(Path trusted, LocalCertificate own) throws IOException {
        Path rules = Files.writeString(
                folder.resolve("pg_hba.conf"), "hostssl all all 127.0.0.1/32 scram-sha-256 clientcert=verify-ca\n");
        PostgresSettings plain = PostgresSettings.of(folder.resolve("postgres"), FreePorts.any());
        return new EmbeddedPostgres(new PostgresSettings(
                plain.directory(),
                plain.port(),
                plain.cache(),
                false,
                Map.of(
                        "hba_file", rules.toString(),
                        "ssl", "on",
                        "ssl_ca_file", trusted.toString(),
                        "ssl_cert_file", own.certificate().toString(),
                        "ssl_key_file", own.key().toString())));
    }

    @Test
    void renewedCertificatesOfThePortAndOfTheDatabaseAreUsedWithoutARestart() throws Exception {
        LocalCertificate first = certificate("first");
        LocalCertificate second = certificate("second");
        LocalCertificate mounted = mount("first");
        Path ofServer = Files.copy(first.certificate(), folder.resolve("trusted-by-postgres.pem"));
        try (EmbeddedPostgres postgres = postgres(ofServer, mounted)) {
            postgres.start();
            try (PublisherProcess publisher = PublisherProcess.start(settings(postgres, mounted))) {
                // Given
                publisher.awaitReady();
                assertThat(created(publisher, first)).isEqualTo(201);

                // When
                Path broken = Files.createDirectory(folder.resolve("broken"));
                Files.writeString(broken.resolve("certificate.pem"), "no certificate");
                Files.copy(first.key(), broken.resolve("key.pem"));
                mount("broken");

                // Then
                await("a warning")
                        .atMost(SOON)
                        .untilAsserted(() -> assertThat(publisher.log())
                                .contains("the old certificate stays: files=" + mounted.certificate()));
                shakeHands(publisher, first);

                // When
                mount("second");

                // Then
                await("the port's certificate")
                        .atMost(SOON)
                        .ignoreExceptions()
                        .untilAsserted(() -> shakeHands(publisher, second));
                assertThatThrownBy(() -> shakeHands(publisher, first)).isInstanceOf(SSLException.class);

                // When
                postgres.stop();
                Files.copy(second.certificate(), ofServer, StandardCopyOption.REPLACE_EXISTING);
                postgres.start();

                // Then
                await("the database's certificates")
                        .atMost(SOON)
                        .untilAsserted(
                                () -> assertThat(created(publisher, second)).isEqualTo(201));
            }
        }
    }

    private static Map<String, String> settings(EmbeddedPostgres postgres, LocalCertificate mounted)
            throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "sluice.node.id", "publisher-1",
                "sluice.publisher.first-admin.password", "admin",
                "sluice.publisher.first-admin.allow-weak-password", "true",
                "sluice.publisher.outbound.allow-private", "true",
                "sluice.kafka.bootstrap-servers", KafkaBroker.shared().bootstrapServers(),
                "sluice.kafka.topic-prefix", KafkaBroker.freshPrefix(),
                "sluice.kafka.replication-factor", "1"));
        settings.put("sluice.publisher.database.url", postgres.jdbcUrl().replace("127.0.0.1", "localhost"));
        settings.put("sluice.publisher.database.username", postgres.username());
        settings.put("sluice.publisher.database.password", postgres.password());
        settings.put("sluice.publisher.database.tls.mode", "verify-full");
        settings.put(
                "sluice.publisher.database.tls.trust-file",
                mounted.certificate().toString());
        settings.put(
                "sluice.publisher.database.tls.certificate-file",
                mounted.certificate().toString());
        settings.put("sluice.publisher.database.tls.key-file", mounted.key().toString());
        settings.put(
                "sluice.publisher.tls.certificate-file", mounted.certificate().toString());
        settings.put("sluice.publisher.tls.key-file", mounted.key().toString());
        settings.put("sluice.publisher.tls.reload-period", "1s");
        return settings;
    }

    private static int created(PublisherProcess publisher, LocalCertificate trusted) throws IOException {
        Requests requests = new Requests(publisher.port(), CertificateTrust.keyStore(trusted.certificate()));
        return requests.asAdmin()
                .body(Requests.api(Requests.freshName()))
                .post(Requests.PUBLISHER + "/apis")
                .statusCode();
    }

    private static void shakeHands(PublisherProcess publisher, LocalCertificate trusted) throws IOException {
        try (SSLSocket socket = (SSLSocket) CertificateTrust.sslContext(trusted.certificate())
                .getSocketFactory()
                .createSocket("localhost", publisher.port())) {
            socket.setSoTimeout(5_000);
            socket.startHandshake();
        }
    }
}
