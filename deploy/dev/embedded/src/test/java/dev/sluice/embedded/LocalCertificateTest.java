package dev.sluice.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalCertificateTest {
    @TempDir
    static Path shared;

    @TempDir
    Path temporary;

    /** One that no test changes: to make it starts a JVM. */
    private static LocalCertificate made;

    @BeforeAll
    static void make() throws Exception {
        made = LocalCertificate.in(shared.resolve("tls"));
        made.ensure();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"})
    void whoTrustsItConnectsToThisMachine(String host) throws Exception {
        assertThat(handshake(made, host)).isEqualTo("hello");
    }

    @Test
    void itIsGoodForNoOtherName() throws Exception {
        assertThatThrownBy(() -> handshake(made, "example.org")).isInstanceOf(SSLException.class);
    }

    @Test
    void theKeyIsForTheUsersEyesOnlyAndNothingElseIsLeft() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.key())))
                .isEqualTo("rw-------");
        try (var files = Files.list(shared.resolve("tls"))) {
            assertThat(files).containsExactlyInAnyOrder(made.key(), made.certificate());
        }
    }

    @Test
    void itIsKeptWhileItIsGood() throws Exception {
        String before = Files.readString(made.certificate());

        made.ensure();

        assertThat(made.certificate()).hasContent(before);
    }

    @Test
    void itIsMadeAnewWhenItExpiresSoonOrHalfOfItIsGone() throws Exception {
        LocalCertificate old = LocalCertificate.in(temporary.resolve("tls"));
        old.make(29);
        String expiring = Files.readString(old.certificate());

        old.ensure();
        String renewed = Files.readString(old.certificate());
        Files.delete(old.key());
        old.ensure();

        assertThat(renewed).isNotEqualTo(expiring);
        assertThat(old.key()).exists();
        assertThat(handshake(old, "localhost")).isEqualTo("hello");
    }

    /** What a client that trusts nothing else reads from a server of this name. */
    private static String handshake(LocalCertificate made, String host) throws Exception {
        SSLContext both = context(made);
        try (SSLServerSocket server = (SSLServerSocket)
                both.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (SSLSocket accepted = (SSLSocket) server.accept()) {
                    accepted.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
                } catch (IOException refused) {
                    // The client says why.
                }
            });
            Socket plain = new Socket(server.getInetAddress(), server.getLocalPort());
            try (SSLSocket client =
                    (SSLSocket) both.getSocketFactory().createSocket(plain, host, server.getLocalPort(), true)) {
                SSLParameters parameters = client.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                client.setSSLParameters(parameters);
                return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    private static SSLContext context(LocalCertificate made) throws Exception {
        Certificate certificate = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(made.certificate())));
        String pem = Files.readString(made.key()).replaceAll("-----[A-Z ]+-----|\\s", "");
        PrivateKey key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", key, new char[0], new Certificate[] {certificate});
        store.setCertificateEntry("trusted", certificate);
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, new char[0]);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
