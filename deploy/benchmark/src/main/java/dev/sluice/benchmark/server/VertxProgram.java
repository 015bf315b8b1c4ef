package dev.sluice.benchmark.server;

import dev.sluice.embedded.FreePorts;
import dev.sluice.embedded.LocalCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
        return start(traffic, List.of());
    }

    @Override
    public Server startTls(LocalCertificate certificate) throws IOException, InterruptedException {
        List<String> files =
                List.of(certificate.certificate().toString(), certificate.key().toString());
        return start(Traffic.NONE, files);
    }

    private Server start(Traffic traffic, List<String> certificate) throws IOException, InterruptedException {
        int port = FreePorts.any();
        List<String> program = new ArrayList<>(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                VertxBroadcaster.class.getName(),
                Integer.toString(port),
                Integer.toString(traffic.channels()),
                Integer.toString(traffic.dataBytes()),
                Double.toString(traffic.ticks()),
                Integer.toString(traffic.burst())));
        program.addAll(certificate);
        PinnedProcess process = PinnedProcess.start(
                Cores.SERVER, folder.resolve("vertx-" + port + ".log"), Jvm.command(flags, Map.of(), program));
        process.awaitReadyLine();
        return new SelfDriven(process, port, "", true);
    }
}
