package dev.sluice.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.secret.KeyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKeysTest {
    @TempDir
    Path temporary;

    @Test
    void theyAreMadeOnceForTheUsersEyesOnly() throws Exception {
        Path file = temporary.resolve("some.keys");

        LocalKeys.ensure(file);
        String made = Files.readString(file);
        LocalKeys.ensure(file);

        assertThat(file).hasContent(made);
        assertThat(KeyFile.of(Files.readAllLines(file), "keys").first()).isEqualTo("local-1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
