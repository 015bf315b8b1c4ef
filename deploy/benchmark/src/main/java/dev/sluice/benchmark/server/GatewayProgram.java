package dev.sluice.benchmark.server;

import dev.sluice.benchmark.feed.Installation;
import dev.sluice.benchmark.feed.SimulatedRelay;
import dev.sluice.embedded.FreePorts;
import dev.sluice.embedded.LocalCertificate;
import dev.sluice.model.api.ApiRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** The gateway, on an API of its own for each start. */
public final class GatewayProgram {
    /** Nothing listens there: no relay runs. */
    private static final String NO_BACKEND = "http://127.0.0.1:1";

    private final Installation installation;
    private final Service service;

    /**
     * @param home the project
     * @param flags of its JVM
     */
    public GatewayProgram(Path home, List<String> flags, Path folder, Installation installation) {
        this.installation = installation;
        this.service = new Service(
                "gateway-1",
                home.resolve("gateway-service/target/quarkus-app/quarkus-run.jar"),
                flags,
                Cores.SERVER,
                folder,
                installation.bootstrapServers());
    }

    /** What an API of its own has in Kafka before a gateway is started for it. */
    public SimulatedRelay playRelay(Traffic traffic) throws InterruptedException, ExecutionException {
        return new SimulatedRelay(
                installation, installation.deploy(NO_BACKEND), traffic.channels(), traffic.dataBytes());
    }

    /**
     * Starts it with a relay that this process plays.
     *
     * @param relay that is closed with the server
     * @param settings beyond those that every gateway needs
     */
    public GatewayProcess start(SimulatedRelay relay, Traffic traffic, Map<String, String> settings)
            throws IOException, InterruptedException {
        int port = FreePorts.any();
        return new GatewayProcess(launch(port, settings), port, relay, traffic);
    }

    /** Starts it without events, for connections over TLS. */
    public GatewayProcess startTls(LocalCertificate certificate)
            throws IOException, InterruptedException, ExecutionException {
        int port = FreePorts.any();
        Map<String, String> settings = Map.of(
                "sluice.gateway.https.port",
                Integer.toString(port),
                "sluice.gateway.tls.certificate-file",
                certificate.certificate().toString(),
                "sluice.gateway.tls.key-file",
                certificate.key().toString());
        SimulatedRelay relay = playRelay(Traffic.NONE);
        return new GatewayProcess(launch(FreePorts.any(), settings), port, relay, Traffic.NONE);
    }

    /** Starts it for events that a real relay pulls from a backend. */
    public Server startWithBackend(String backend) throws IOException, InterruptedException, ExecutionException {
        ApiRecord api = installation.deploy(backend);
        int port = FreePorts.any();
        return new SelfDrivenServer(launch(port, Map.of()), port, api.basePath(), true);
    }

    /**
     * Starts it on what another installation has, and ends it.
     *
     * @return nanoseconds from the start of its process until it says that it is ready
     */
    public long timeStart(Installation other) throws IOException, InterruptedException {
        long began = System.nanoTime();
        try (PinnedProcess _ = launch(FreePorts.any(), Map.of("sluice.kafka.topic-prefix", other.prefix()))) {
            return System.nanoTime() - began;
        }
    }

    private PinnedProcess launch(int port, Map<String, String> settings) throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("sluice.gateway.http.host", "127.0.0.1");
        all.put("sluice.gateway.http.port", Integer.toString(port));
        return service.start(all);
    }
}
