package dev.sluice.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Everything that one local system keeps, under one folder. */
record DataFolder(Path root) {
    private static final String LAST = ".last";

    /** Readable by the user alone: it holds secrets. */
    void create() throws IOException {
        if (Files.isDirectory(root)) {
            return;
        }
        Files.createDirectories(root.toAbsolutePath().resolveSibling(""));
        Files.createDirectory(root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    Path lock() {
        return root.resolve("lock");
    }

    Path state() {
        return root.resolve("state.json");
    }

    /** Ids and keys of the sample API's subscriber. */
    Path sample() {
        return root.resolve("sample.json");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    /** The certificate of this machine, {@code certificate.pem}, and its key, {@code key.pem}. */
    Path tls() {
        return root.resolve("tls");
    }

    /** Keys that sign stream tickets. */
    Path ticketKeys() {
        return root.resolve("tickets.keys");
    }

    /** Keys that seal secrets in the database and in Kafka. */
    Path secretKeys() {
        return root.resolve("secrets.keys");
    }

    /** Copies of the services as they were built when they were started. */
    Path programs() {
        return root.resolve("programs");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path log(String nodeId) {
        return logs().resolve(nodeId + ".log");
    }

    /** What a process may leave when it is killed; emptied when it is started. */
    Path temporary(String nodeId) {
        return root.resolve("tmp").resolve(nodeId);
    }

    /** Sets the logs of the last run aside as {@code *.last}, in place of those of the run before. */
    void beginLogs() throws IOException {
        Files.createDirectories(logs());
        for (Path log : entries(logs())) {
            if (log.toString().endsWith(LAST)) {
                Files.delete(log);
            }
        }
        for (Path log : entries(logs())) {
            Files.move(log, log.resolveSibling(log.getFileName() + LAST));
        }
    }

    /** Removes the folder with all it holds. */
    void delete() throws IOException {
        deleteTree(root);
    }

    static void deleteTree(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }
}
