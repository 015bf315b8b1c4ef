package dev.sluice.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** What systems add to their ports, so that those of all test processes of this machine are apart. */
final class PortOffsets {
    private static final int FIRST = 10_000;
    /** Further apart than the lowest and the highest of a system's ports. */
    private static final int STEP = 2_000;
    /** The highest port of a system is below 10,000, and the highest of all is 65,535. */
    private static final int COUNT = 23;

    /** Held until the process ends. */
    private static final List<FileLock> LOCKS = new ArrayList<>();
    /** No file is opened twice: closing it would release the lock of this process (POSIX, fcntl). */
    private static int next;

    private PortOffsets() {}

    /**
     * Returns an offset that no other test process has; this one has it until it ends.
     *
     * @throws IllegalStateException all are taken
     */
    static synchronized int take() {
        Path folder =
                Path.of(System.getProperty("java.io.tmpdir"), "sluice-port-offsets-" + System.getProperty("user.name"));
        try {
            Files.createDirectories(folder);
            for (; next < COUNT; next++) {
                FileChannel file = FileChannel.open(
                        folder.resolve(next + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.tryLock();
                if (lock == null) {
                    file.close();
                    continue;
                }
                LOCKS.add(lock);
                int offset = FIRST + STEP * next;
                if (isFree(offset)) {
                    next++;
                    return offset;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("no port offset is free, see " + folder);
    }

    /** A system whose test process was killed may still be there. */
    private static boolean isFree(int offset) {
        for (int usual : List.of(8280, 9443, 9448)) {
            try (ServerSocket socket = new ServerSocket(usual + offset, 1, InetAddress.getLoopbackAddress())) {
                socket.setReuseAddress(true);
            } catch (IOException taken) {
                return false;
            }
        }
        return true;
    }
}
