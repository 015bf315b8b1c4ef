package dev.sluice.benchmark.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The event relay. */
public final class RelayProgram {
    static final List<String> FLAGS = List.of("-Xmx256m", "-XX:+UseSerialGC");

    private final Path home;
    private final Path folder;
    private final String bootstrapServers;

    /** @param home the project */
    public RelayProgram(Path home, Path folder, String bootstrapServers) {
        this.home = home;
        this.folder = folder;
        this.bootstrapServers = bootstrapServers;
    }

    /** Starts it; it may pull backends of this machine. */
    public RunningProgram start(Cores core) throws IOException, InterruptedException {
        Path jar = home.resolve("event-relay/target/quarkus-app/quarkus-run.jar");
        Service service = new Service("relay-1", jar, FLAGS, core, folder, bootstrapServers);
        return new RunningProgram(service.start(Map.of("sluice.relay.outbound.allow-private", "true")));
    }
}
