package dev.sluice.benchmark.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What this machine's cores do when they are idle. On loopback the sender pays for waking its receiver's core, and that is
 * cheap as long as the core has not halted ({@code Documentation/virt/guest-halt-polling.rst} of Linux).
 */
public final class IdleCores {
    private static final Path SYSTEM = Path.of("/sys");
    private static final String GOVERNOR = "devices/system/cpu/cpuidle/current_governor_ro";
    private static final String WAIT_NANOS = "module/haltpoll/parameters/guest_halt_poll_ns";

    private IdleCores() {}

    /** In a line, to compare two machines by. */
    public static String describe() throws IOException {
        return describe(SYSTEM);
    }

    /** @param system as Linux shows it under {@code /sys} */
    static String describe(Path system) throws IOException {
        Optional<String> governor = read(system.resolve(GOVERNOR));
        Optional<String> wait = read(system.resolve(WAIT_NANOS));
        String waiting = wait.map(nanos -> ", guest_halt_poll_ns " + nanos).orElse("");
        return "idle cores: governor " + governor.orElse("unknown") + waiting;
    }

    private static Optional<String> read(Path file) throws IOException {
        return Files.isReadable(file) ? Optional.of(Files.readString(file).trim()) : Optional.empty();
    }
}
