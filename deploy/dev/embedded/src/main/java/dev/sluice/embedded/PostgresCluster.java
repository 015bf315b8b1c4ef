package dev.sluice.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The files of one PostgreSQL cluster: made once and whole, then found again. */
final class PostgresCluster {
    static final String SUPERUSER = "postgres";

    private final Path directory;

    PostgresCluster(Path directory) {
        this.directory = directory;
    }

    Path data() {
        return directory.resolve("data");
    }

    String password() throws IOException {
        return Files.readString(directory.resolve("password"), StandardCharsets.UTF_8)
                .strip();
    }

    /** A cluster whose making was interrupted is not seen: it is made aside and moved into place. */
    void createIfAbsent(Path programs) throws IOException {
        if (Files.isDirectory(data())) {
            return;
        }
        Files.createDirectories(directory);
        Path password = writePassword();
        Path unfinished = directory.resolve("data.unfinished");
        PostgresBinaries.deleteTree(unfinished);
        run(asPostgresAllows(List.of(
                programs.resolve("bin/initdb").toString(),
                "--pgdata=" + unfinished,
                "--username=" + SUPERUSER,
                "--auth=scram-sha-256",
                "--pwfile=" + password,
                "--encoding=UTF8",
                "--locale=C.UTF-8")));
        Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Waits for a server that an earlier JVM has left and that is just stopping. A lock file whose process is gone, or
     * is another program that got the same number since, is removed; PostgreSQL would stumble over the latter.
     */
    void awaitUnused(Duration atMost) throws IOException {
        Optional<ProcessHandle> holder = lockHolder();
        if (holder.isEmpty()) {
            Files.deleteIfExists(data().resolve("postmaster.pid"));
            return;
        }
        long pid = holder.get().pid();
        try {
            holder.get().onExit().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the PostgreSQL data in " + data() + " are in use by process " + pid, e);
        } catch (ExecutionException e) {
            throw new IOException("cannot watch process " + pid + ", which uses " + data(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while process " + pid + " still used " + data(), e);
        }
    }

    /** PostgreSQL writes its state in the eighth line of its lock file. */
    boolean isReady(long pid) throws IOException {
        List<String> lock = lockFile();
        return lock.size() >= 8
                && lock.getFirst().strip().equals(String.valueOf(pid))
                && lock.get(7).strip().equals("ready");
    }

    /** PostgreSQL refuses to run as user 0; in a user namespace of its own the same process has no such name. */
    static List<String> asPostgresAllows(List<String> command) throws IOException {
        List<String> allowed = new ArrayList<>();
        if (Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
            allowed.addAll(List.of("unshare", "--user"));
        }
        allowed.addAll(command);
        return allowed;
    }

    /** The server that runs over these files; it stands in their folder. */
    private Optional<ProcessHandle> lockHolder() throws IOException {
        List<String> lock = lockFile();
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        String pid = lock.getFirst().strip();
        return standsIn(data(), pid) ? ProcessHandle.of(Long.parseLong(pid)) : Optional.empty();
    }

    private static boolean standsIn(Path folder, String pid) {
        try {
            return Files.isSameFile(Path.of("/proc", pid, "cwd"), folder);
        } catch (IOException e) {
            return false; // it is gone, or another user's: no server of ours
        }
    }

    private List<String> lockFile() throws IOException {
        try {
            return Files.readAllLines(data().resolve("postmaster.pid"), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private Path writePassword() throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Path file = directory.resolve("password");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(
                file, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n", StandardCharsets.UTF_8);
    }

    private void run(List<String> command) throws IOException {
        Path log = directory.resolve("initdb.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("PostgreSQL could not make its files in " + directory + ":\n" + Files.readString(log)
                    + "(as root it needs user namespaces: try 'unshare --user true', or run as an ordinary user)");
        }
    }
}
