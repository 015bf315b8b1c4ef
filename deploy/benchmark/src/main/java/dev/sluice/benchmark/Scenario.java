package dev.sluice.benchmark;

import java.io.IOException;
import java.util.concurrent.ExecutionException;

/** Something that is measured by itself, with servers of its own. */
interface Scenario {
    /** As on the command line. */
    String name();

    /** What it is, in a line. */
    String title();

    void run(Bench bench) throws IOException, InterruptedException, ExecutionException;
}
