package dev.sluice.benchmark.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The event relay, beside the clients: it is no part of what is measured but its latency. */
public final class RelayProgram {
    private final Service service;

    /** @param home the project */
    public RelayProgram(Path home, Path folder, String bootstrapServers) {
        this.service = new Service(
                "relay-1",
                home.resolve("event-relay/target/quarkus-app/quarkus-run.jar"),
                List.of("-Xmx256m", "-XX:+UseSerialGC"),
                Cores.OTHERS,
                folder,
                bootstrapServers);
    }

    /** Starts it; it may pull backends of this machine. */
    public Running start() throws IOException, InterruptedException {
        return new Running(service.start(Map.of("sluice.relay.outbound.allow-private", "true")));
    }

    /** Until it is closed. */
    public static final class Running implements AutoCloseable {
        private final PinnedProcess process;

        private Running(PinnedProcess process) {
            this.process = process;
        }

        @Override
        public void close() throws InterruptedException {
            process.close();
        }
    }
}
