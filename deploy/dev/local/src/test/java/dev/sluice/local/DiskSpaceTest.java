package dev.sluice.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceTest {
    @TempDir
    Path folder;

    @Test
    void aDiskWithoutRoomIsSaidInASentenceThatNamesTheFolder() {
        FileSystemException full = new FileSystemException("/data/x.jar", null, "No space left on device");

        assertThat(DiskSpace.sentence(full, folder))
                .startsWith("the disk of " + folder + " is full; make room and start again")
                .contains("/data/x.jar");
        assertThat(DiskSpace.sentence(new UncheckedIOException("copying", new IOException(full)), folder))
                .startsWith("the disk of " + folder + " is full");
    }

    @Test
    void anotherFailureIsSaidAsItIs() {
        assertThat(DiskSpace.sentence(new IOException("keytool ended with code 1"), folder.resolve("not/there/yet")))
                .isEqualTo("IOException: keytool ended with code 1");
    }
}
