package dev.sluice.local;

import java.nio.file.Path;

/** What the user asked for. */
sealed interface Command {

    /** @param data absolute */
    record Up(Path data, int nodes, Ports ports, Settings settings, boolean sample) implements Command {}

    record Status(Path data, boolean json) implements Command {}

    record Clean(Path data) implements Command {}

    /** @param reason a sentence for the user */
    record Wrong(String reason) implements Command {}
}
