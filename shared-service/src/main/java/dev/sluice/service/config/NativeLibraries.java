package dev.sluice.service.config;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The native libraries of an image (epoll, TLS, zstd, lz4). Without one of them a service would run slowly, or fail at the
 * first record that is compressed with it, hours after its start.
 */
public final class NativeLibraries {
    private NativeLibraries() {}

    /**
     * Loads every {@code *.so} of the folder that is set, if any. The libraries' own classes find them loaded.
     *
     * @throws IllegalStateException when the folder cannot be read, or one of them cannot be loaded
     */
    public static void require(NativeConfig config) {
        config.folder().map(Path::of).ifPresent(NativeLibraries::loadAll);
    }

    private static void loadAll(Path folder) {
        for (Path library : librariesOf(folder)) {
            try {
                System.load(library.toString());
            } catch (UnsatisfiedLinkError unusable) {
                throw new IllegalStateException(
                        "the native library " + library + " cannot be loaded: " + unusable.getMessage(), unusable);
            }
        }
    }

    private static List<Path> librariesOf(Path folder) {
        List<Path> libraries = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.toAbsolutePath(), "*.so")) {
            files.forEach(libraries::add);
        } catch (IOException unreadable) {
            throw new IllegalStateException(
                    "sluice.native.folder " + folder + " cannot be read: " + unreadable, unreadable);
        }
        return libraries;
    }
}
