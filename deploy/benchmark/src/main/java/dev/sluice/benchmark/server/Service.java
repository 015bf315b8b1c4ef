package dev.sluice.benchmark.server;

import dev.sluice.embedded.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One of the product's services as it was built.
 *
 * @param jar {@code quarkus-run.jar}
 * @param flags of its JVM
 */
record Service(String nodeId, Path jar, List<String> flags, Cores core, Path folder, String bootstrapServers) {

    /** Returns when it is ready. */
    PinnedProcess start(Map<String, String> settings) throws IOException, InterruptedException {
        int management = FreePorts.any();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("quarkus.http.host", "127.0.0.1");
        all.put("quarkus.http.port", Integer.toString(management));
        all.put("sluice.node.id", nodeId);
        all.put("sluice.kafka.bootstrap-servers", bootstrapServers);
        all.put("sluice.kafka.replication-factor", "1");
        all.putAll(settings);
        PinnedProcess process = PinnedProcess.start(
                core,
                folder.resolve(nodeId + "-" + management + ".log"),
                Jvm.command(flags, all, List.of("-jar", jar.toString())));
        process.awaitOk(URI.create("http://127.0.0.1:" + management + "/q/health/ready"));
        return process;
    }
}
