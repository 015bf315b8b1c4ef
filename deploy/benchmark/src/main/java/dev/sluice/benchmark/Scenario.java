package dev.sluice.benchmark;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Something that is measured by itself, with servers of its own. */
interface Scenario {
    /** As on the command line. */
    String name();

    /** What it is, in a line. */
    String title();

    /** What the gateway is given that is not its default; its rows are marked. Empty = nothing. */
    default Map<String, String> settings() {
        return Map.of();
    }

    void run(Bench bench) throws IOException, InterruptedException, ExecutionException;
}
