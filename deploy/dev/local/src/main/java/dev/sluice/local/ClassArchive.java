package dev.sluice.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Classes as a JVM had loaded them in an earlier run, in a file; with them it starts in half the time. The JVM writes the
 * file when it stops, checks it against jars, flags and itself, and goes on without one that does not fit.
 */
record ClassArchive(Path file) {

    /**
     * The flags that use the archive if there is one.
     *
     * @param writes whether this JVM writes the archive when it stops, if there is none that fits
     */
    List<String> flags(boolean writes) throws IOException {
        deleteIfUnfinished();
        if (!writes && !Files.exists(file)) {
            return List.of();
        }
        return List.of(
                writes ? "-XX:+AutoCreateSharedArchive" : "-Xshare:auto",
                "-XX:SharedArchiveFile=" + file,
                // Its remarks about single classes are no news for the service's log.
                "-Xlog:cds*=off",
                "-Xlog:aot*=off");
    }

    /**
     * A JVM that was killed while it wrote leaves a file without its header, which is written last. The JVM would neither use
     * nor replace it, and go without its own built-in archive, too.
     */
    private void deleteIfUnfinished() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        boolean finished;
        try (InputStream in = Files.newInputStream(file)) {
            finished = in.read() > 0;
        }
        if (!finished) {
            Files.delete(file);
        }
    }
}
