package dev.sluice.embedded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * A certificate that this machine gives itself, for {@code localhost}, 127.0.0.1 and ::1, and its private key: PEM files
 * (RFC 7468), the key in PKCS #8 and readable by the user alone. P-256; it can sign no other certificate, so that who trusts
 * it trusts these names and nothing else. A client may show it, too; it names no key usage, since OpenSSL trusts no
 * certificate by itself that has one without signing in it. Made by the JDK's {@code keytool}.
 */
public record LocalCertificate(Path certificate, Path key) {
    /** The longest that Apple's systems take. */
    private static final int LIFE_DAYS = 825;

    private static final Duration RENEWED_BEFORE = Duration.ofDays(30);
    private static final String ALIAS = "local";
    private static final String PASSWORD_VARIABLE = "SLUICE_KEYTOOL_PASSWORD";
    private static final FileAttribute<Set<PosixFilePermission>> USER_ONLY = permissions("rw-------");

    /** The files in this folder, whether they are there yet or not. */
    public static LocalCertificate in(Path folder) {
        return new LocalCertificate(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
    }

    /** Makes both, and the folder, unless they are there and good for another 30 days. */
    public void ensure() throws IOException {
        if (!isGood()) {
            make(LIFE_DAYS);
        }
    }

    private boolean isGood() throws IOException {
        if (!Files.exists(certificate) || !Files.exists(key)) {
            return false;
        }
        try {
            X509Certificate made = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(certificate)));
            return made.getNotAfter().toInstant().isAfter(Instant.now().plus(RENEWED_BEFORE));
        } catch (GeneralSecurityException unreadable) {
            return false;
        }
    }

    /** Makes both, good for so many days. */
    void make(int days) throws IOException {
        Path folder = certificate.toAbsolutePath().resolveSibling("");
        Files.createDirectories(folder, permissions("rwx------"));
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        Path store = folder.resolve("new-" + HexFormat.of().formatHex(Arrays.copyOf(random, 4)) + ".p12");
        try {
            runKeytool(store, password, days);
            KeyStore made = KeyStore.getInstance(store.toFile(), password.toCharArray());
            // The key first: without its certificate it is made anew, the other way round a server would not start.
            write(key, "PRIVATE KEY", made.getKey(ALIAS, password.toCharArray()).getEncoded());
            write(certificate, "CERTIFICATE", made.getCertificate(ALIAS).getEncoded());
        } catch (GeneralSecurityException broken) {
            throw new IOException("the key store that keytool has made cannot be read", broken);
        } finally {
            Files.deleteIfExists(store);
        }
    }

    private static void runKeytool(Path store, String password, int days) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        String.valueOf(days),
                        "-dname",
                        "CN=localhost, O=Sluice on this machine",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1,ip:0:0:0:0:0:0:0:1",
                        "-ext",
                        "bc:c=ca:false",
                        "-ext",
                        "eku=serverAuth,clientAuth",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass:env",
                        PASSWORD_VARIABLE))
                .redirectErrorStream(true);
        builder.environment().put(PASSWORD_VARIABLE, password);
        Process keytool = builder.start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = keytool.onExit().join().exitValue();
        if (code != 0) {
            throw new IOException("keytool ended with code " + code + ": " + said.strip());
        }
    }

    private static void write(Path file, String label, byte[] content) throws IOException {
        String pem = "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + label + "-----\n";
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        Files.createFile(next, USER_ONLY);
        Files.writeString(next, pem);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(String symbols) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(symbols));
    }
}
