package dev.sluice.outbound;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Whom clients trust and what they show of themselves over TLS. A host's name is always compared with its certificate. */
public final class OutboundTls {
    private static final Logger LOG = Logger.getLogger(OutboundTls.class);
    private static final Duration RENEWAL_PERIOD = Duration.ofSeconds(10);

    private final String setting;
    private final TlsFiles files;
    private final Duration renewalPeriod;

    /** @param setting the files' name in the configuration, by which a wrong one is named: {@code sluice.relay.tls} */
    public OutboundTls(String setting, TlsFiles files) {
        this(setting, files, RENEWAL_PERIOD);
    }

    /** @param renewalPeriod how often it is looked whether the files are others */
    public OutboundTls(String setting, TlsFiles files, Duration renewalPeriod) {
        this.setting = setting;
        this.files = files;
        this.renewalPeriod = renewalPeriod;
    }

    /**
     * A client that begins its connections with what the files hold by then, or held ten seconds before. Other files that
     * cannot be used leave what there was.
     *
     * @throws IllegalArgumentException which setting is wrong
     */
    public HttpClient client(HttpClientOptions options, Vertx vertx) {
        List<Path> watched = Stream.of(files.trustFile(), files.certificateFile(), files.keyFile())
                .flatMap(Optional::stream)
                .toList();
        FileStates used = new FileStates(watched);
        HttpClientOptions first = new HttpClientOptions(options);
        apply(first, vertx);
        HttpClient client = vertx.createHttpClient(first);
        if (!watched.isEmpty()) {
            vertx.setPeriodic(renewalPeriod.toMillis(), _ -> renew(client, options, used, vertx));
        }
        return client;
    }

    private void renew(HttpClient client, HttpClientOptions options, FileStates used, Vertx vertx) {
        vertx.executeBlocking(() -> used.changed().map(state -> {
                    HttpClientOptions next = new HttpClientOptions(options);
                    apply(next, vertx);
                    used.accept(state);
                    return next.getSslOptions();
                }))
                .compose(next ->
                        next.isPresent() ? client.updateSSLOptions(next.get(), true) : Future.succeededFuture(false))
                .onFailure(broken ->
                        LOG.warnf("the old files of %s stay in use: reason=%s", setting, broken.getMessage()));
    }

    private void apply(HttpClientOptions options, Vertx vertx) {
        if (files.trustFile().isPresent()) {
            options.setTrustOptions(trustAlso(files.trustFile().get()));
        }
        if (files.certificateFile().isPresent() != files.keyFile().isPresent()) {
            throw new IllegalArgumentException(
                    "set both " + setting + ".certificate-file and " + setting + ".key-file, or neither");
        }
        if (files.certificateFile().isPresent()) {
            options.setKeyCertOptions(
                    own(files.certificateFile().get(), files.keyFile().get(), vertx));
        }
    }

    private KeyCertOptions own(Path certificate, Path key, Vertx vertx) {
        KeyCertOptions own = new PemKeyCertOptions()
                .addCertPath(readable("certificate-file", certificate))
                .addKeyPath(readable("key-file", key));
        try {
            own.getKeyManagerFactory(vertx); // otherwise not before the first connection
            return own;
        } catch (Exception unusable) { // that is what it declares
            throw new IllegalArgumentException(
                    setting + ".certificate-file and key-file are no certificate and its key: " + unusable.getMessage(),
                    unusable);
        }
    }

    private TrustOptions trustAlso(Path file) {
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

    private String readable(String key, Path file) {
        if (!Files.isReadable(file)) {
            throw wrong(key, file, "cannot be read");
        }
        return file.toString();
    }

    private IllegalArgumentException wrong(String key, Path file, @Nullable String what) {
        return new IllegalArgumentException(setting + "." + key + ": " + file + ' ' + what);
    }
}
