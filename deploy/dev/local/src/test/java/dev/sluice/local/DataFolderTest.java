package dev.sluice.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
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
        Files.writeString(data.logs().resolve("relay-1.log.1"), "older");
        Files.writeString(data.logs().resolve("relay-1.log.2.last"), "of the run before");

        data.beginLogs();

        try (Stream<Path> logs = Files.list(data.logs())) {
            assertThat(logs.map(log -> log.getFileName().toString()))
                    .containsExactlyInAnyOrder("relay-1.log.last", "relay-1.log.1.last");
        }
        assertThat(data.log("relay-1").resolveSibling("relay-1.log.last")).hasContent("first");
    }
}
