package dev.sluice.relay.backend;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom the relay trusts and what it shows of itself over TLS. A backend's name is always compared with its certificate.
 */
final class BackendTls {
    private BackendTls() {}

    /** @throws IllegalArgumentException which setting is wrong */
    static void apply(PullConfig.Tls config, HttpClientOptions options, Vertx vertx) {
        if (config.trustFile().isPresent()) {
            options.setTrustOptions(trustAlso(config.trustFile().get()));
        }
        if (config.certificateFile().isPresent() != config.keyFile().isPresent()) {
            throw new IllegalArgumentException(
                    "set both sluice.relay.tls.certificate-file and sluice.relay.tls.key-file, or neither");
        }
        if (config.certificateFile().isPresent()) {
            options.setKeyCertOptions(
                    own(config.certificateFile().get(), config.keyFile().get(), vertx));
        }
    }

    private static KeyCertOptions own(Path certificate, Path key, Vertx vertx) {
        KeyCertOptions own = new PemKeyCertOptions()
                .addCertPath(readable("certificate-file", certificate))
                .addKeyPath(readable("key-file", key));
        try {
            own.getKeyManagerFactory(vertx); // otherwise not before the first connection
            return own;
        } catch (Exception unusable) { // that is what it declares
            throw new IllegalArgumentException(
                    "sluice.relay.tls.certificate-file and key-file are no certificate and its key: "
                            + unusable.getMessage(),
                    unusable);
        }
    }

    private static TrustOptions trustAlso(Path file) {
        try {
            Collection<? extends Certificate> more = CertificateFactory.getInstance("X.509")
                    .generateCertificates(
                            new ByteArrayInputStream(Files.readAllBytes(Path.of(readable("trust-file", file)))));
            if (more.isEmpty()) {
                throw wrong("trust-file", file, "holds no certificate");
            }
            List<Certificate> all = new ArrayList<>(more);
            for (TrustManager manager : managers(null)) {
                if (manager instanceof X509TrustManager usual) {
                    for (X509Certificate authority : usual.getAcceptedIssuers()) {
                        all.add(authority);
                    }
                }
            }
            return TrustOptions.wrap(managers(store(all))[0]);
        } catch (IOException | GeneralSecurityException unreadable) {
            throw wrong("trust-file", file, unreadable.getMessage());
        }
    }

    /** @param store {@code null} = what the JVM trusts */
    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore store(List<Certificate> certificates) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("authority-" + i, certificates.get(i));
        }
        return store;
    }

    private static String readable(String key, Path file) {
        if (!Files.isReadable(file)) {
            throw wrong(key, file, "cannot be read");
        }
        return file.toString();
    }

    private static IllegalArgumentException wrong(String key, Path file, @Nullable String what) {
        return new IllegalArgumentException("sluice.relay.tls." + key + ": " + file + ' ' + what);
    }
}
