package dev.sluice.local.supervision;

import java.io.IOException;

/** What the supervisor can start: a process, Postgres, or the broker inside this JVM. */
public interface Part {

    PartId id();

    /** Where it writes what it has to say, for messages to the user. */
    String log();

    /** Starts it once and returns without waiting for readiness. Called on the supervisor's thread only. */
    RunningPart start() throws IOException;
}
