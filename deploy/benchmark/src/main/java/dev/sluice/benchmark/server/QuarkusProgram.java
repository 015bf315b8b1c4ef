package dev.sluice.benchmark.server;

import dev.sluice.embedded.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The module {@code quarkus-peer}, to compare with: what Quarkus REST does with a {@code Multi} of events. */
public final class QuarkusProgram implements Peer {
    private final List<String> flags;
    private final Path jar;
    private final Path folder;

    private QuarkusProgram(List<String> flags, Path jar, Path folder) {
        this.flags = List.copyOf(flags);
        this.jar = jar;
        this.folder = folder;
    }

    /**
     * Looks for it where the build puts it.
     *
     * @param home the project
     * @param flags of its JVM
     * @return empty when it is not built
     */
    public static Optional<QuarkusProgram> find(Path home, List<String> flags, Path folder) {
        Path jar = home.resolve("deploy/quarkus-peer/target/quarkus-app/quarkus-run.jar");
        return Files.exists(jar) ? Optional.of(new QuarkusProgram(flags, jar, folder)) : Optional.empty();
    }

    @Override
    public String name() {
        return "quarkus-rest";
    }

    @Override
    public Server start(Traffic traffic) throws IOException, InterruptedException {
        int port = FreePorts.any();
        Map<String, String> settings = Map.of(
                "quarkus.http.port", Integer.toString(port),
                "peer.channels", Integer.toString(traffic.channels()),
                "peer.data-bytes", Integer.toString(traffic.dataBytes()),
                "peer.ticks", Double.toString(traffic.ticks()),
                "peer.burst", Integer.toString(traffic.burst()));
        PinnedProcess process = PinnedProcess.start(
                Cores.SERVER,
                folder.resolve(name() + '-' + port + ".log"),
                Jvm.command(flags, settings, List.of("-jar", jar.toString())));
        process.awaitOk(URI.create("http://127.0.0.1:" + port + "/ready"));
        return new SelfDriven(process, port, "", true);
    }
}
