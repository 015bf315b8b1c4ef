package dev.sluice.benchmark.server;

import dev.sluice.embedded.FreePorts;
import dev.sluice.embedded.LocalCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The module {@code quarkus-peer}, to compare with: what Quarkus REST does with a {@code Multi} of events. */
public final class QuarkusProgram implements Peer {
    /** Logged when all its ports are open. */
    private static final String LISTENING = "Listening on: ";

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
        return new SelfDriven(launch(port, traffic, Map.of()), port, "", true);
    }

    @Override
    public Server startTls(LocalCertificate certificate) throws IOException, InterruptedException {
        int port = FreePorts.any();
        Map<String, String> settings = Map.of(
                "quarkus.http.ssl-port",
                Integer.toString(port),
                "quarkus.http.ssl.certificate.files",
                certificate.certificate().toString(),
                "quarkus.http.ssl.certificate.key-files",
                certificate.key().toString());
        return new SelfDriven(launch(FreePorts.any(), Traffic.NONE, settings), port, "", true);
    }

    private PinnedProcess launch(int port, Traffic traffic, Map<String, String> more)
            throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("quarkus.http.port", Integer.toString(port));
        settings.put("peer.channels", Integer.toString(traffic.channels()));
        settings.put("peer.data-bytes", Integer.toString(traffic.dataBytes()));
        settings.put("peer.ticks", Double.toString(traffic.ticks()));
        settings.put("peer.burst", Integer.toString(traffic.burst()));
        PinnedProcess process = PinnedProcess.start(
                Cores.SERVER,
                folder.resolve(name() + '-' + port + ".log"),
                Jvm.command(flags, settings, List.of("-jar", jar.toString())));
        process.awaitOutput(LISTENING);
        return process;
    }
}
