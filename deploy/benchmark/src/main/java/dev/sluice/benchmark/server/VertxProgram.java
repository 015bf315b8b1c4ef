package dev.sluice.benchmark.server;

import dev.sluice.embedded.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@link VertxBroadcaster}, to compare with: what an application server does without anything of ours. */
public final class VertxProgram implements Peer {
    private final List<String> flags;
    private final Path folder;

    /** @param flags of its JVM */
    public VertxProgram(List<String> flags, Path folder) {
        this.flags = List.copyOf(flags);
        this.folder = folder;
    }

    @Override
    public String name() {
        return "vertx";
    }

    @Override
    public Server start(Traffic traffic) throws IOException, InterruptedException {
        int port = FreePorts.any();
        PinnedProcess process = PinnedProcess.start(
                Cores.SERVER,
                folder.resolve("vertx-" + port + ".log"),
                Jvm.command(
                        flags,
                        Map.of(),
                        List.of(
                                "-cp",
                                System.getProperty("java.class.path"),
                                VertxBroadcaster.class.getName(),
                                Integer.toString(port),
                                Integer.toString(traffic.channels()),
                                Integer.toString(traffic.dataBytes()),
                                Double.toString(traffic.ticks()),
                                Integer.toString(traffic.burst()))));
        process.awaitReadyLine();
        return new SelfDriven(process, port, "", true);
    }
}
