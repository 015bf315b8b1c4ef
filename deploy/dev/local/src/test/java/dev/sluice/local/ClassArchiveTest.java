package dev.sluice.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
    @TempDir
    Path folder;

    @Test
    void whereThereIsNoneOnlyAJvmThatWritesOneIsTold() throws Exception {
        ClassArchive archive = new ClassArchive(folder.resolve("a.jsa"));

        assertThat(archive.flags(false)).isEmpty();
        assertThat(archive.flags(true))
                .contains("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive.file());
    }

    @Test
    void oneThatIsThereIsUsed() throws Exception {
        ClassArchive archive = new ClassArchive(Files.write(folder.resolve("a.jsa"), new byte[] {(byte) 0xa8, 1, 2}));

        assertThat(archive.flags(false)).contains("-Xshare:auto", "-XX:SharedArchiveFile=" + archive.file());
    }

    @Test
    void oneWhoseWritingWasCutOffIsRemoved() throws Exception {
        ClassArchive archive = new ClassArchive(Files.write(folder.resolve("a.jsa"), new byte[100]));

        assertThat(archive.flags(false)).isEmpty();
        assertThat(archive.file()).doesNotExist();
    }
}
