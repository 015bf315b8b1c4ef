package dev.sluice.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path temporary;

    @Test
    void itIsForTheUsersEyesOnly() throws Exception {
        DataFolder data = new DataFolder(temporary.resolve("a/b"));

        data.create();
        data.create();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.root())))
                .isEqualTo("rwx------");
    }

    @Test
    void theLogsOfTheLastRunAreSetAside() throws Exception {
        DataFolder data = new DataFolder(temporary);
        data.beginLogs();
        Files.writeString(data.log("relay-1"), "first");

        data.beginLogs();

        assertThat(data.log("relay-1")).doesNotExist();
        assertThat(data.log("relay-1").resolveSibling("relay-1.log.last")).hasContent("first");
    }
}
