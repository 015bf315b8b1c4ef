package dev.sluice.benchmark.server;

import dev.sluice.benchmark.feed.BareProducer;
import dev.sluice.benchmark.feed.BarePull;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** {@link BareProducer} or {@link BarePull} in a JVM of its own, which has the measured core. */
public final class ProducerProgram {
    private final Path folder;
    private final String bootstrapServers;

    public ProducerProgram(Path folder, String bootstrapServers) {
        this.folder = folder;
        this.bootstrapServers = bootstrapServers;
    }

    /** @param kind {@link BareProducer#IDEMPOTENT} or {@link BareProducer#TRANSACTIONAL} */
    public RunningProgram start(String kafkaTopic, Traffic traffic, String kind)
            throws IOException, InterruptedException {
        return start(
                BareProducer.class,
                kafkaTopic,
                Integer.toString(traffic.dataBytes()),
                Double.toString(traffic.ticks()),
                Integer.toString(traffic.burst()),
                kind);
    }

    /** @param backend what it reads from */
    public RunningProgram startPull(String kafkaTopic, Server backend) throws IOException, InterruptedException {
        return start(BarePull.class, kafkaTopic, Integer.toString(backend.port()));
    }

    private RunningProgram start(Class<?> main, String kafkaTopic, String... arguments)
            throws IOException, InterruptedException {
        List<String> program = new ArrayList<>(
                List.of("-cp", System.getProperty("java.class.path"), main.getName(), bootstrapServers, kafkaTopic));
        program.addAll(List.of(arguments));
        PinnedProcess process = PinnedProcess.start(
                Cores.SERVER,
                folder.resolve("producer-" + UUID.randomUUID() + ".log"),
                Jvm.command(RelayProgram.FLAGS, Map.of(), program));
        process.awaitReadyLine();
        return new RunningProgram(process);
    }
}
