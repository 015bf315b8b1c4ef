package dev.sluice.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class NativeLibrariesTest {
    /** The JDK's that is made to hold no code. */
    private static final String LIBRARY = "libsyslookup.so";

    @TempDir
    Path folder;

    @Test
    void everyLibraryOfTheFolderIsLoaded() throws IOException {
        Files.copy(Path.of(System.getProperty("java.home"), "lib", LIBRARY), folder.resolve(LIBRARY));

        NativeLibraries.require(() -> Optional.of(folder.toString()));

        assertThat(Files.readString(Path.of("/proc/self/maps")))
                .contains(folder.resolve(LIBRARY).toString());
    }

    @Test
    void oneThatCannotBeLoadedStopsTheStart() throws IOException {
        Path broken = Files.writeString(folder.resolve("libbroken.so"), "no library");

        assertThatThrownBy(() -> NativeLibraries.require(() -> Optional.of(folder.toString())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the native library " + broken + " cannot be loaded: ");
    }

    @Test
    void aFolderThatIsNotThereStopsTheStart() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> NativeLibraries.require(() -> Optional.of(missing.toString())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("sluice.native.folder " + missing + " cannot be read: ");
    }
}
