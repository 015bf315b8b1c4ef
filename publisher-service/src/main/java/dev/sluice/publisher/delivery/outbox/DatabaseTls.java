package dev.sluice.publisher.delivery.outbox;

import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.util.Properties;
import org.eclipse.microprofile.config.ConfigProvider;
import org.postgresql.ssl.LibPQFactory;
import org.postgresql.ssl.WrappedFactory;
import org.postgresql.util.PSQLException;

/**
 * TLS of the connections to PostgreSQL. The driver makes one for each connection, by the name that its setting
 * {@code sslfactory} has, and gives it nothing of ours; so it asks the configuration itself. Files are read each time: renewed
 * ones need no restart, unusable ones leave what there was. The server's name is compared by the driver, where the mode says so.
 */
public final class DatabaseTls extends WrappedFactory {
    static final String KEY = "sluice.publisher.database.tls.";

    /** Of the process, since each connection has another object of this class. */
    private static final DatabaseCertificates CERTIFICATES = new DatabaseCertificates();

    /** @throws IllegalArgumentException which setting is wrong */
    public DatabaseTls(Properties connection) throws IOException, PSQLException {
        this(
                connection,
                ConfigProvider.getConfig()
                        .unwrap(SmallRyeConfig.class)
                        .getConfigMapping(DatabaseConfig.class)
                        .tls());
    }

    DatabaseTls(Properties connection, DatabaseConfig.Tls config) throws IOException, PSQLException {
        check(config);
        // Without a word of ours the driver does what it does.
        factory =
                config.mode().isVerified() ? CERTIFICATES.now(config).getSocketFactory() : new LibPQFactory(connection);
    }

    /** @throws IllegalArgumentException when files are named that would not be used, or half of a pair is missing */
    public static void check(DatabaseConfig.Tls config) {
        boolean hasFiles = config.trustFile().isPresent()
                || config.certificateFile().isPresent()
                || config.keyFile().isPresent();
        if (hasFiles && !config.mode().isVerified()) {
            throw new IllegalArgumentException(
                    KEY + "*-file is used with " + KEY + "mode verify-full or verify-ca alone");
        }
        if (config.certificateFile().isPresent() != config.keyFile().isPresent()) {
            throw new IllegalArgumentException(
                    "set both " + KEY + "certificate-file and " + KEY + "key-file, or neither");
        }
    }
}
