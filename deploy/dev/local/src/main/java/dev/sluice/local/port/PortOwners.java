package dev.sluice.local.port;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the process that has a port through {@code /proc}. Blocks for some milliseconds. */
public final class PortOwners {
    private static final int SHOWN_CHARACTERS = 60;

    private final Path proc;

    public PortOwners() {
        this(Path.of("/proc"));
    }

    PortOwners(Path proc) {
        this.proc = proc;
    }

    /** Empty where there is no {@code /proc}, or where the owner is another user's process and thus not readable. */
    public Optional<PortOwner> ownerOf(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            sockets.addAll(ProcNetTcp.inodesOf(port, linesOf(proc.resolve("net").resolve(table))));
        }
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        for (Path process : processes()) {
            if (holdsOne(process, sockets)) {
                long pid = Long.parseLong(process.getFileName().toString());
                return Optional.of(new PortOwner(pid, commandOf(process)));
            }
        }
        return Optional.empty();
    }

    private List<Path> processes() {
        return children(proc, "[0-9]*");
    }

    private static boolean holdsOne(Path process, Set<String> sockets) {
        for (Path descriptor : children(process.resolve("fd"), "*")) {
            try {
                String target = Files.readSymbolicLink(descriptor).toString();
                if (target.startsWith("socket:[") && sockets.contains(target.substring(8, target.length() - 1))) {
                    return true;
                }
            } catch (IOException closedMeanwhile) {
                continue;
            }
        }
        return false;
    }

    private static String commandOf(Path process) {
        try {
            return shortened(Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ')
                    .trim());
        } catch (IOException endedMeanwhile) {
            return "ended meanwhile";
        }
    }

    /** Its beginning and its end: the latter says what a JVM runs. */
    private static String shortened(String command) {
        return command.length() <= 2 * SHOWN_CHARACTERS
                ? command
                : command.substring(0, SHOWN_CHARACTERS) + " ... "
                        + command.substring(command.length() - SHOWN_CHARACTERS);
    }

    private static List<String> linesOf(Path table) {
        try {
            return Files.readAllLines(table, StandardCharsets.US_ASCII);
        } catch (IOException noSuchTable) {
            return List.of();
        }
    }

    /** Empty if the folder is gone or not ours to read: then it is not the owner we can name. */
    private static List<Path> children(Path folder, String pattern) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, pattern)) {
            entries.forEach(found::add);
            return found;
        } catch (IOException | java.nio.file.DirectoryIteratorException notReadable) {
            return List.of();
        }
    }
}
