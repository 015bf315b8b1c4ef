package dev.sluice.local.supervision;

import dev.sluice.embedded.RotatingFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Puts what one process prints into its log, which is bounded. A process never waits for a disk that is full. */
final class ProcessLog {
    private static final int BUFFER_BYTES = 16 * 1024;

    private ProcessLog() {}

    /**
     * Goes on with the log.
     *
     * @return complete when the process prints no more
     */
    static CompletableFuture<Void> keep(Process process, Path log) throws IOException {
        RotatingFile file = RotatingFile.ofALog(log);
        CompletableFuture<Void> ended = new CompletableFuture<>();
        // Not a virtual one: a read of a pipe keeps the thread that carries it.
        Thread.ofPlatform().daemon().name("log-" + log.getFileName()).start(() -> {
            try (file;
                    InputStream printed = process.getInputStream()) {
                copy(printed, file);
            } catch (IOException gone) {
                // The process has ended: there is nothing more to read.
            } finally {
                ended.complete(null);
            }
        });
        return ended;
    }

    private static void copy(InputStream printed, OutputStream file) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count; (count = printed.read(buffer)) >= 0; ) {
            try {
                file.write(buffer, 0, count);
            } catch (IOException notWritten) {
                // Lost: to read no more would stop the process at its next line.
            }
        }
    }
}
