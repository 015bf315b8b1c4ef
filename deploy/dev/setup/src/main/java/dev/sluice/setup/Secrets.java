package dev.sluice.setup;

import dev.sluice.embedded.LocalCertificate;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/**
 * The secrets of an installation as files, a folder for each part of it, so that none sees another's. Made once; what is
 * there stays. All are readable by the user of the services alone.
 *
 * <pre>
 * database/password
 * publisher/application.properties   password of the database, first password of the admin
 * publisher/certificate.pem, key.pem, seal.keys
 * relay/seal.keys
 * gateway/certificate.pem, key.pem, ticket.keys
 * tls/certificate.pem                 for those who ask: no secret
 * </pre>
 */
final class Secrets {
    private static final String DATABASE_PASSWORD = "sluice.publisher.database.password";
    private static final String ADMIN_PASSWORD = "sluice.publisher.first-admin.password";
    private static final int PASSWORD_BYTES = 16;

    private final Path root;

    Secrets(Path root) {
        this.root = root;
    }

    /**
     * Makes what is missing.
     *
     * @param adminPassword that the first admin shall have; empty = a random one
     * @throws IllegalArgumentException it cannot be kept in a properties file
     */
    void ensure(String adminPassword) throws IOException {
        LocalCertificate made = LocalCertificate.in(root.resolve("publisher"));
        made.ensure();
        LocalKeys.ensure(root.resolve("publisher/seal.keys"));
        Files.createDirectories(root.resolve("gateway"));
        LocalKeys.ensure(root.resolve("gateway/ticket.keys"));
        copy(root.resolve("publisher/seal.keys"), "relay/seal.keys");
        copy(made.certificate(), "gateway/certificate.pem");
        copy(made.key(), "gateway/key.pem");
        copy(made.certificate(), "tls/certificate.pem");
        if (!Files.exists(publisherProperties())) {
            String database = random();
            write(root.resolve("database/password"), database);
            write(
                    publisherProperties(),
                    DATABASE_PASSWORD
                            + '='
                            + database
                            + '\n'
                            + ADMIN_PASSWORD
                            + '='
                            + (adminPassword.isEmpty() ? random() : escaped(adminPassword))
                            + '\n');
        }
    }

    /** Returns the password that the admin had first. */
    String adminPassword() throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(publisherProperties())));
        return properties.getProperty(ADMIN_PASSWORD);
    }

    Path certificate() {
        return root.resolve("tls/certificate.pem");
    }

    private Path publisherProperties() {
        return root.resolve("publisher/application.properties");
    }

    private void copy(Path from, String to) throws IOException {
        String content = Files.readString(from);
        Path target = root.resolve(to);
        if (!Files.exists(target) || !Files.readString(target).equals(content)) {
            write(target, content);
        }
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, content);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String random() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Returns it as a value of a properties file; there {@code ${...}} would be an expression. */
    private static String escaped(String value) {
        if (value.contains("${")
                || !value.strip().equals(value)
                || value.lines().count() > 1) {
            throw new IllegalArgumentException(
                    "the admin's password must have no ${, no line break, and no blank at its ends");
        }
        return value.replace("\\", "\\\\");
    }
}
