package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.embedded.CertificateTrust;
import dev.sluice.embedded.LocalCertificate;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.network.ConnectionMode;
import org.apache.kafka.common.security.ssl.SslFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSslEngineFactoryTest {
    private static final String SSL = "sluice.kafka.ssl.";

    @TempDir
    static Path certificates;

    private static LocalCertificate first;
    private static LocalCertificate second;

    @TempDir
    Path folder;

    @BeforeAll
    static void make() throws IOException {
        first = LocalCertificate.in(certificates.resolve("first"));
        second = LocalCertificate.in(certificates.resolve("second"));
        first.ensure();
        second.ensure();
    }

    /** As the first of Kafka's clients has it with these settings of ours. */
    private static SslFactory ofClient(Map<String, String> settings) {
        return ofClientLater(read(settings));
    }

    /** What a service reads once, at its start. */
    private static Map<String, Object> read(Map<String, String> settings) {
        return KafkaConnection.configured(
                        "localhost:1",
                        key -> "sluice.kafka.security.protocol".equals(key)
                                ? Optional.of("SSL")
                                : Optional.ofNullable(settings.get(key)))
                .with(Map.of());
    }

    private static SslFactory ofClientLater(Map<String, Object> all) {
        SslFactory factory = new SslFactory(ConnectionMode.CLIENT);
        AdminClientConfig config = new AdminClientConfig(all);
        Map<String, Object> values = new HashMap<>(config.values());
        config.originals().forEach(values::putIfAbsent);
        factory.configure(values);
        return factory;
    }

    private static Certificate shown(SslFactory factory) throws KeyStoreException {
        factory.createSslEngine("localhost", 1);
        return only(factory.sslEngineFactory().keystore());
    }

    private static Certificate trusted(SslFactory factory) throws KeyStoreException {
        factory.createSslEngine("localhost", 1);
        return only(factory.sslEngineFactory().truststore());
    }

    private static Certificate only(KeyStore store) throws KeyStoreException {
        return store.getCertificate(Collections.list(store.aliases()).getFirst());
    }

    private static Certificate of(LocalCertificate pair) throws IOException, KeyStoreException {
        return only(CertificateTrust.keyStore(pair.certificate()));
    }

    /** As an authority's tool may write it. */
    private void store(LocalCertificate pair, String password) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("trusted", of(pair));
        try (OutputStream file = Files.newOutputStream(folder.resolve("trust.p12"))) {
            store.store(file, password.toCharArray());
        }
        Files.writeString(folder.resolve("password"), password + "\n");
    }

    private Path version(String name, LocalCertificate pair) throws IOException {
        Path version = Files.createDirectory(folder.resolve(name));
        Files.copy(pair.certificate(), version.resolve("tls.crt"));
        Files.copy(pair.key(), version.resolve("tls.key"));
        Files.writeString(
                version.resolve("both.pem"), Files.readString(pair.key()) + Files.readString(pair.certificate()));
        return version;
    }

    /** A folder as the kubelet mounts a secret: {@code file -> ..data/file}, {@code ..data -> version}. */
    private void mount(Path version) throws IOException {
        Path data = folder.resolve("..data");
        if (!Files.exists(data)) {
            for (String file : new String[] {"tls.crt", "tls.key", "both.pem"}) {
                Files.createSymbolicLink(folder.resolve(file), Path.of("..data", file));
            }
        }
        Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), folder.relativize(version));
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void aMountedSecretThatIsRenewedIsThatOfTheNextConnection() throws Exception {
        // Given
        Path renewed = version("second", second);
        mount(version("first", first));
        SslFactory client = ofClient(Map.of(
                SSL + "keystore.type", "PEM",
                SSL + "keystore.certificate.chain-file", file("tls.crt"),
                SSL + "keystore.key-file", file("tls.key"),
                SSL + "truststore.type", "PEM",
                SSL + "truststore.certificates-file", file("tls.crt")));
        assertThat(shown(client)).isEqualTo(of(first));

        // When
        mount(renewed);

        // Then
        assertThat(shown(client)).isEqualTo(of(second));
        assertThat(trusted(client)).isEqualTo(of(second));
    }

    @Test
    void storesThatAreRenewedAreThoseOfTheNextConnection() throws Exception {
        // Given
        Path renewed = version("second", second);
        mount(version("first", first));
        SslFactory client = ofClient(Map.of(
                SSL + "keystore.type",
                "PEM",
                SSL + "keystore.location",
                file("both.pem"),
                SSL + "truststore.type",
                "PEM",
                SSL + "truststore.location",
                file("tls.crt")));
        assertThat(trusted(client)).isEqualTo(of(first));

        // When
        mount(renewed);

        // Then
        assertThat(shown(client)).isEqualTo(of(second));
        assertThat(trusted(client)).isEqualTo(of(second));
    }

    @Test
    void filesThatCannotBeUsedLeaveWhatThereWasUntilTheyCan() throws Exception {
        // Given
        Path good = version("first", first);
        Path broken = version("broken", first);
        Files.writeString(broken.resolve("tls.crt"), "no certificate");
        Path gone = Files.createDirectory(folder.resolve("gone"));
        Path renewed = version("second", second);
        mount(good);
        SslFactory client =
                ofClient(Map.of(SSL + "truststore.type", "PEM", SSL + "truststore.certificates-file", file("tls.crt")));

        for (Path bad : new Path[] {broken, gone}) {
            // When
            mount(bad);

            // Then
            assertThat(trusted(client)).isEqualTo(of(first));
        }

        // When
        mount(renewed);

        // Then
        assertThat(trusted(client)).isEqualTo(of(second));
    }

    @Test
    void aClientThatIsMadeLaterHasTheStoreAndThePasswordOfThatTime() throws Exception {
        // Given
        store(first, "first-password");
        Map<String, Object> start = read(Map.of(
                SSL + "truststore.type", "PKCS12",
                SSL + "truststore.location", file("trust.p12"),
                SSL + "truststore.password-file", file("password")));

        // When
        store(second, "second-password");

        // Then
        assertThat(trusted(ofClientLater(start))).isEqualTo(of(second));
    }

    @Test
    void aClientThatIsMadeWhileAPasswordCannotBeReadHasThatOfTheStart() throws Exception {
        // Given
        store(first, "first-password");
        Map<String, Object> start = read(Map.of(
                SSL + "truststore.type", "PKCS12",
                SSL + "truststore.location", file("trust.p12"),
                SSL + "truststore.password-file", file("password")));

        // When
        Files.delete(folder.resolve("password"));
        SslFactory later = ofClientLater(start);

        // Then
        assertThat(trusted(later)).isEqualTo(of(first));

        // When
        store(second, "second-password");

        // Then
        assertThat(trusted(later)).isEqualTo(of(second));
    }
}
