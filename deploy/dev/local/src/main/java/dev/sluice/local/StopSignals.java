package dev.sluice.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/**
 * Ctrl-C, a closed terminal, and {@code kill}: the first asks for an orderly stop, the second does not wait for it. A
 * shutdown hook could not distinguish the second from the first. Before there is anything to stop, the first one ends
 * the launcher.
 */
final class StopSignals {
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");
    private static final Path OWN_STATUS = Path.of("/proc/self/status");
    private static final String IGNORED = "SigIgn:";
    /** Signal 2 of a mask that begins with signal 1. */
    private static final long INT_BIT = 1L << 1;

    private static final int HEXADECIMAL = 16;

    private final AtomicInteger received = new AtomicInteger();
    private volatile Runnable onFirst;
    private volatile Runnable onSecond;

    /** @param onFirst what the first signal does as long as nothing is started */
    StopSignals(Runnable onFirst) {
        this.onFirst = onFirst;
        this.onSecond = onFirst;
    }

    void listen() {
        for (String name : NAMES) {
            Signal.handle(new Signal(name), _ -> {
                if (received.incrementAndGet() == 1) {
                    onFirst.run();
                } else {
                    onSecond.run();
                }
            });
        }
    }

    /** From now on there is something to stop. */
    void onStarted(Runnable orderly, Runnable atOnce) {
        onSecond = atOnce;
        onFirst = orderly;
    }

    /**
     * Returns whether Ctrl-C does nothing here: a shell that is not interactive starts what it runs in the background
     * so, and the JVM keeps it so.
     */
    static boolean isInterruptIgnored() {
        try {
            return Files.readAllLines(OWN_STATUS).stream()
                    .filter(line -> line.startsWith(IGNORED))
                    .anyMatch(line -> ignoresInterrupt(line.substring(IGNORED.length())));
        } catch (IOException notLinux) {
            return false;
        }
    }

    /** @param mask as {@code /proc/<pid>/status} shows it: hexadecimal */
    static boolean ignoresInterrupt(String mask) {
        return (Long.parseUnsignedLong(mask.strip(), HEXADECIMAL) & INT_BIT) != 0;
    }
}
