package dev.sluice.local.supervision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for what a process leaves when it is killed: copies of libraries, caches. */
public final class EmptyFolder {
    private EmptyFolder() {}

    /** Makes the folder, or removes all that is in it. */
    public static void ensure(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> inside = all.filter(path -> !path.equals(folder))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            for (Path path : inside) {
                Files.deleteIfExists(path);
            }
        }
    }
}
