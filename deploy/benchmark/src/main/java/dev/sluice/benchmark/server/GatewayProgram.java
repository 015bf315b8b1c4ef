package dev.sluice.benchmark.server;

import dev.sluice.benchmark.feed.Installation;
import dev.sluice.benchmark.feed.PlayedRelay;
import dev.sluice.embedded.FreePorts;
import dev.sluice.model.api.ApiRecord;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * The gateway as it was built, on an API of its own for each start.
 *
 * @param jar {@code quarkus-run.jar}
 * @param flags of its JVM
 */
public record GatewayProgram(Path jar, List<String> flags, Path folder, Installation installation) {
    /** Nobody listens there: no relay runs. */
    private static final String NO_BACKEND = "http://127.0.0.1:1";

    public GatewayProgram {
        flags = List.copyOf(flags);
    }

    /** @param settings beyond those that every gateway needs */
    public GatewayServer start(Traffic traffic, Map<String, String> settings)
            throws IOException, InterruptedException, ExecutionException {
        ApiRecord api = installation.deploy(NO_BACKEND);
        PlayedRelay relay = new PlayedRelay(installation, api, traffic.channels(), traffic.dataBytes());
        int port = FreePorts.any();
        return new GatewayServer(launch(port, settings), port, relay, traffic);
    }

    private PinnedProcess launch(int port, Map<String, String> settings) throws IOException, InterruptedException {
        int management = FreePorts.any();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("quarkus.http.host", "127.0.0.1");
        all.put("quarkus.http.port", Integer.toString(management));
        all.put("sluice.node.id", "gateway-1");
        all.put("sluice.kafka.bootstrap-servers", installation.bootstrapServers());
        all.put("sluice.kafka.replication-factor", "1");
        all.put("sluice.gateway.http.host", "127.0.0.1");
        all.put("sluice.gateway.http.port", Integer.toString(port));
        all.putAll(settings);
        PinnedProcess process = PinnedProcess.start(
                Cores.SERVER, folder.resolve("gateway.log"), Jvm.command(flags, all, List.of("-jar", jar.toString())));
        process.awaitOk(URI.create("http://127.0.0.1:" + management + "/q/health/ready"));
        return process;
    }
}
