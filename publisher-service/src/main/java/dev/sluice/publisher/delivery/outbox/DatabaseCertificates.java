package dev.sluice.publisher.delivery.outbox;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The files of {@code sluice.publisher.database.tls.*}. Those that cannot be used leave what there was; thread safe. */
final class DatabaseCertificates {
    private static final Logger LOG = Logger.getLogger(DatabaseCertificates.class);

    private @Nullable SSLContext last;
    /** Why the files are not used; empty = they are. */
    private String refused = "";

    /**
     * For the next connection.
     *
     * @throws IOException when the files cannot be used and never could
     */
    synchronized SSLContext now(DatabaseConfig.Tls config) throws IOException {
        try {
            last = read(config);
            refused = "";
            return last;
        } catch (IOException unusable) {
            if (last == null) {
                throw unusable;
            }
            warn(String.valueOf(unusable.getMessage()));
            return last;
        }
    }

    /** Once for each reason: there may be many connections. */
    private void warn(String reason) {
        if (!reason.equals(refused)) {
            refused = reason;
            LOG.warnf("connections to PostgreSQL keep the old certificates: reason=%s", reason);
        }
    }

    private static SSLContext read(DatabaseConfig.Tls config) throws IOException {
        SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
        String name = "trust-file";
        try {
            if (config.trustFile().isPresent()) {
                builder.trustManager(readable(name, config.trustFile().get()).toFile());
            }
            name = "certificate-file and " + DatabaseTls.KEY + "key-file";
            if (config.certificateFile().isPresent()) {
                Path certificate =
                        readable("certificate-file", config.certificateFile().get());
                Path key = readable("key-file", config.keyFile().orElseThrow());
                builder.keyManager(certificate.toFile(), key.toFile());
            }
            return ((JdkSslContext) builder.build()).context();
        } catch (IllegalArgumentException unusable) {
            throw new IOException(DatabaseTls.KEY + name + " cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    private static Path readable(String name, Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException(DatabaseTls.KEY + name + ": " + file + " cannot be read");
        }
        return file;
    }
}
