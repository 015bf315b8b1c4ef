package dev.sluice.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium of this machine, without a window, showing one page. */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Process process;
    private final Path profile;

    private Chromium(Process process, Path profile) {
        this.process = process;
        this.profile = profile;
    }

    /** Returns whether this machine has it. */
    static boolean isHere() {
        return program().isPresent();
    }

    private static Optional<Path> program() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Returns its program. */
    static Path path() {
        return program().orElseThrow();
    }

    static Chromium showing(String url) {
        return showing(url, List.of());
    }

    /** Believes servers that have this certificate, and no others that it would not have believed anyhow. */
    static Chromium trusting(Path certificate, String url) {
        return showing(url, List.of("--ignore-certificate-errors-spki-list=" + fingerprint(certificate)));
    }

    /** Finds every host of this domain on this machine. */
    static Chromium resolving(String domain, String url) {
        return showing(url, List.of("--host-resolver-rules=MAP *." + domain + " 127.0.0.1"));
    }

    /**
     * The same, where this URL's host and port are at another port of this machine.
     *
     * @param url an origin
     */
    static Chromium trusting(Path certificate, URI url, int port) {
        return showing(
                url.toString(),
                List.of(
                        "--ignore-certificate-errors-spki-list=" + fingerprint(certificate),
                        "--host-resolver-rules=MAP " + url.getAuthority() + " 127.0.0.1:" + port));
    }

    /** Of the certificate's public key, as browsers write it. */
    static String fingerprint(Path certificate) {
        try (InputStream pem = Files.newInputStream(certificate)) {
            byte[] key = CertificateFactory.getInstance("X.509")
                    .generateCertificate(pem)
                    .getPublicKey()
                    .getEncoded();
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(certificate + " cannot be read", e);
        }
    }

    private static Chromium showing(String url, List<String> options) {
        try {
            Path profile = Files.createTempDirectory("sluice-chromium");
            List<String> command = new ArrayList<>(List.of(
                    path().toString(),
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--disable-dev-shm-usage",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    // Without a port to debug it, a page without a window is shown for a moment only.
                    "--remote-debugging-port=0",
                    "--user-data-dir=" + profile));
            command.addAll(options);
            command.add(url);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(profile.resolve("output.log").toFile())
                    .start();
            return new Chromium(process, profile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException left) {
            System.out.println("not removed: " + left.getMessage());
        }
    }
}
