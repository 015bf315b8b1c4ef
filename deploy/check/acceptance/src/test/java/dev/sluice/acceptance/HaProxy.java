package dev.sluice.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The HAProxy of this machine. */
final class HaProxy {
    private static final String NAME = "haproxy";

    private HaProxy() {}

    /** Returns whether this machine has it. */
    static boolean isHere() {
        return ProxyProcess.program(NAME).isPresent();
    }

    /**
     * With this configuration.
     *
     * @param folder for its files
     * @param port on which it listens
     */
    static ProxyProcess with(Path folder, int port, String configuration) {
        try {
            Path file = Files.writeString(folder.resolve("haproxy.cfg"), configuration);
            String program = ProxyProcess.program(NAME).orElseThrow().toString();
            return ProxyProcess.start(List.of(program, "-db", "-f", file.toString()), folder, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
