package dev.sluice.benchmark.server;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What Linux says of a running process. */
public final class ProcessFigures {
    /** Of {@code /proc/PID/stat} on every Linux of today: USER_HZ is 100. */
    private static final long MICROS_PER_TICK = 10_000;

    /** In the names of a JVM's compiler threads, C1 and C2, of which the kernel keeps 15 characters. */
    private static final String COMPILER = " CompilerThre";

    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    /** Of a core: user, nice, system, idle, iowait, irq, softirq, steal. Guests are within user. */
    private static final int CORE_STATES = 8;

    private static final int IDLE = 4;
    private static final int WAITING = 5;

    private ProcessFigures() {}

    /** CPU that all its threads have used, in steps of 10 ms. */
    public static Cpu cpu(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        Cpu whole = cpuOf(Files.readString(process.resolve("stat")));
        return new Cpu(whole.userMicros(), whole.systemMicros(), compilers(process));
    }

    /** What those compiler threads have used that are still there. */
    private static long compilers(Path process) throws IOException {
        long micros = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
            for (Path thread : threads) {
                String stat = statOf(thread);
                if (stat.contains(COMPILER)) {
                    micros += cpuOf(stat).micros();
                }
            }
        }
        return micros;
    }

    private static String statOf(Path thread) throws IOException {
        try {
            return Files.readString(thread.resolve("stat"));
        } catch (NoSuchFileException hasEnded) {
            return "";
        }
    }

    /** CPU of the kernel's own thread for a core's network, which goes on where a long system call has stopped; 0 = not seen. */
    static long softInterruptMicros(int core) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : all) {
                String stat = statOf(process);
                if (stat.contains("(ksoftirqd/" + core + ")")) {
                    return cpuOf(stat).micros();
                }
            }
        }
        return 0;
    }

    /** What a core has done since the machine started, in microseconds: all of it, and its idle part. */
    public static CoreTime core(int number) throws IOException {
        return coreTimeOf(Files.readString(Path.of("/proc/stat")), number);
    }

    /** Bytes of it that are in memory: of user space, without the kernel's sockets. */
    public static long residentBytes(long pid) throws IOException {
        return residentBytesOf(Files.readString(Path.of("/proc", Long.toString(pid), "smaps_rollup")));
    }

    /** That it has open. */
    public static int sockets(long pid) throws IOException {
        int sockets = 0;
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path file : open) {
                sockets += isSocket(file) ? 1 : 0;
            }
        }
        return sockets;
    }

    private static boolean isSocket(Path file) throws IOException {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        } catch (NoSuchFileException isClosed) {
            return false;
        }
    }

    public static int threads(long pid) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return (int) threads.count();
        }
    }

    static Cpu cpuOf(String stat) {
        // The program's name stands in brackets and may hold blanks and brackets.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return new Cpu(
                Long.parseLong(fields[USER_TICKS]) * MICROS_PER_TICK,
                Long.parseLong(fields[SYSTEM_TICKS]) * MICROS_PER_TICK,
                0);
    }

    static CoreTime coreTimeOf(String stat, int number) {
        String[] fields = stat.lines()
                .filter(line -> line.startsWith("cpu" + number + ' '))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("this machine has no core " + number))
                .split(" +");
        long all = 0;
        for (int i = 1; i <= CORE_STATES; i++) {
            all += Long.parseLong(fields[i]) * MICROS_PER_TICK;
        }
        long idle = Long.parseLong(fields[IDLE]) + Long.parseLong(fields[WAITING]);
        return new CoreTime(all, idle * MICROS_PER_TICK);
    }

    static long residentBytesOf(String rollup) {
        String line = rollup.lines()
                .filter(candidate -> candidate.startsWith("Rss:"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("smaps_rollup has no Rss: " + rollup));
        return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
    }
}
