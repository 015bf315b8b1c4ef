package dev.sluice.relay.backend;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A pull, a backend whose every byte the test writes, and what the pull writes to its log. */
abstract class PullCase {
    final RecordingLog log = new RecordingLog();
    HandServer server;
    PullRun run;

    @BeforeEach
    void start() throws Exception {
        server = new HandServer();
        run = new PullRun(true);
    }

    @AfterEach
    void stop() throws Exception {
        run.close();
        server.close();
    }
}
