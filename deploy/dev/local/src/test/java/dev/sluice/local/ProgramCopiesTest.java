package dev.sluice.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramCopiesTest {
    @TempDir
    Path home;

    private ProgramCopies copies() {
        return new ProgramCopies(home, home.resolve("copies"));
    }

    private void build(String file, String content, long time) throws Exception {
        Path path = home.resolve("target").resolve(file);
        Files.createDirectories(path.resolveSibling(""));
        Files.writeString(path, content);
        Files.setLastModifiedTime(path, FileTime.fromMillis(time));
    }

    @Test
    void aCopyFollowsTheBuildAndLosesWhatTheBuildNoLongerHas() throws Exception {
        build("run.jar", "one", 1_000);
        build("lib/old.jar", "old", 1_000);
        copies().of("gateway", "target/run.jar", false);
        Files.delete(home.resolve("target/lib/old.jar"));
        build("lib/new.jar", "new", 2_000);
        build("run.jar", "two", 2_000);

        Path jar = copies().of("gateway", "target/run.jar", false);

        assertThat(jar).hasContent("two");
        assertThat(jar.resolveSibling("lib/new.jar")).hasContent("new");
        assertThat(jar.resolveSibling("lib/old.jar")).doesNotExist();
    }

    @Test
    void whatIsTheSameBySizeAndTimeIsNotCopiedAgain() throws Exception {
        build("run.jar", "one", 1_000);
        copies().of("gateway", "target/run.jar", false);
        build("run.jar", "ONE", 1_000);

        assertThat(copies().of("gateway", "target/run.jar", false)).hasContent("one");
    }

    @Test
    void aJarThatNeedsNothingIsCopiedAlone() throws Exception {
        build("run.jar", "one", 1_000);
        build("other", "x", 1_000);

        Path jar = copies().of("backend", "target/run.jar", true);

        assertThat(jar.resolveSibling("other")).doesNotExist();
    }

    @Test
    void whatWasNotBuiltIsNamed() {
        assertThatThrownBy(() -> copies().of("gateway", "target/run.jar", false))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("target/run.jar")
                .hasMessageContaining("not built yet");
    }
}
