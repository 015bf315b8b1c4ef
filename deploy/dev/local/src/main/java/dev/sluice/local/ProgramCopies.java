package dev.sluice.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps a folder like what the build made, so that a build beside a running system cannot pull its jars away. Files that
 * are the same by size and time are not copied again.
 */
final class ProgramCopies {
    private final Path home;
    private final Path copies;

    /**
     * @param home   the project
     * @param copies where the copies are
     */
    ProgramCopies(Path home, Path copies) {
        this.home = home;
        this.copies = copies;
    }

    /**
     * Returns the copy of a built jar and of the folder around it.
     *
     * @param jar   relative to the project, for example {@code gateway-service/target/quarkus-app/quarkus-run.jar}
     * @param alone whether the jar needs no file beside it
     */
    Path of(String name, String jar, boolean alone) throws IOException {
        Path built = home.resolve(jar);
        if (!Files.isRegularFile(built)) {
            throw new NoSuchFileException(built.toString(), null, "not built yet; run ./sluice up without --no-build");
        }
        Path target = copies.resolve(name);
        Files.createDirectories(target);
        if (alone) {
            copy(built, target.resolve(built.getFileName()));
        } else {
            mirror(built.resolveSibling(""), target);
        }
        return target.resolve(built.getFileName());
    }

    private static void mirror(Path from, Path to) throws IOException {
        Set<Path> wanted = new HashSet<>();
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path source : tree.toList()) {
                Path relative = from.relativize(source);
                wanted.add(relative);
                if (Files.isDirectory(source)) {
                    Files.createDirectories(to.resolve(relative));
                } else {
                    copy(source, to.resolve(relative));
                }
            }
        }
        try (Stream<Path> tree = Files.walk(to)) {
            tree.filter(path -> Files.isRegularFile(path) && !wanted.contains(to.relativize(path)))
                    .forEach(ProgramCopies::delete);
        }
    }

    private static void copy(Path source, Path target) throws IOException {
        if (Files.exists(target) && sameSizeAndTime(source, target)) {
            return;
        }
        Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static boolean sameSizeAndTime(Path one, Path other) throws IOException {
        BasicFileAttributes a = Files.readAttributes(one, BasicFileAttributes.class);
        BasicFileAttributes b = Files.readAttributes(other, BasicFileAttributes.class);
        return a.size() == b.size()
                && a.lastModifiedTime().toMillis() == b.lastModifiedTime().toMillis();
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
