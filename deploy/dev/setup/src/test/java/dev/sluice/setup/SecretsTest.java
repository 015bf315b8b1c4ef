package dev.sluice.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path root;

    @Test
    void eachPartHasItsOwnAndNoMore() throws Exception {
        new Secrets(root).ensure("");

        assertThat(files().keySet())
                .isEqualTo(new TreeSet<>(List.of(
                        "database/password",
                        "gateway/certificate.pem",
                        "gateway/key.pem",
                        "gateway/ticket.keys",
                        "publisher/application.properties",
                        "publisher/certificate.pem",
                        "publisher/key.pem",
                        "publisher/seal.keys",
                        "relay/seal.keys",
                        "tls/certificate.pem")));
        assertThat(files().get("relay/seal.keys")).isEqualTo(files().get("publisher/seal.keys"));
        assertThat(files().get("publisher/application.properties")).contains(files().get("database/password"));
    }

    @Test
    void allAreForTheirUserAlone() throws Exception {
        new Secrets(root).ensure("");

        for (String file : files().keySet()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void whatIsThereStays() throws Exception {
        new Secrets(root).ensure("");
        Map<String, String> first = files();

        new Secrets(root).ensure("another");

        assertThat(files()).isEqualTo(first);
    }

    @Test
    void thePasswordOfTheAdminMayBeGiven() throws Exception {
        String password = "pa$s{w}\\o#r=d é!";

        new Secrets(root).ensure(password);

        assertThat(new Secrets(root).adminPassword()).isEqualTo(password);
    }

    @Test
    void aPasswordThatConfigurationWouldExpandIsRefused() {
        assertThatThrownBy(() -> new Secrets(root).ensure("${HOME}")).hasMessageContaining("no ${");
    }

    private Map<String, String> files() throws Exception {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }
}
