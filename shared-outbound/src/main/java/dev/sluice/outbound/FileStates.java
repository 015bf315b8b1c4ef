package dev.sluice.outbound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether files have changed since they were used last, by their times. Thread safe. */
final class FileStates {
    private final List<Path> files;
    private volatile List<FileTime> used;

    FileStates(List<Path> files) {
        this.files = List.copyOf(files);
        this.used = List.of();
        try {
            this.used = times();
        } catch (IOException _) {
            // then the first look takes them
        }
    }

    /** The present state, when it is another than the one that was accepted last. */
    Optional<List<FileTime>> changed() throws IOException {
        List<FileTime> now = times();
        return now.equals(used) ? Optional.empty() : Optional.of(now);
    }

    void accept(List<FileTime> state) {
        used = List.copyOf(state);
    }

    private List<FileTime> times() throws IOException {
        List<FileTime> times = new ArrayList<>();
        for (Path file : files) {
            times.add(Files.getLastModifiedTime(file));
        }
        return times;
    }
}
