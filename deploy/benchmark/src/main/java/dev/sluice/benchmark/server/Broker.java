package dev.sluice.benchmark.server;

import dev.sluice.embedded.BrokerLog;
import dev.sluice.embedded.EmbeddedKafka;
import dev.sluice.embedded.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Kafka in a process of its own, beside the clients. */
public final class Broker implements AutoCloseable {
    private final PinnedProcess process;
    private final int port;
    private final int figuresPort;
    private final Path data;

    private Broker(PinnedProcess process, int port, int figuresPort, Path data) {
        this.process = process;
        this.data = data;
        this.port = port;
        this.figuresPort = figuresPort;
    }

    /** @param folder where its log is, and its data until it is closed */
    public static Broker start(Path folder) throws IOException, InterruptedException {
        int port = FreePorts.any();
        int figuresPort = FreePorts.any();
        Path data = folder.resolve("kafka");
        PinnedProcess process = PinnedProcess.start(
                Cores.OTHERS,
                folder.resolve("kafka.log"),
                Jvm.command(
                        List.of("-Xmx512m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"),
                        Map.of(),
                        List.of(
                                "-cp",
                                System.getProperty("java.class.path"),
                                Broker.class.getName(),
                                data.toString(),
                                Integer.toString(port),
                                Integer.toString(FreePorts.any()),
                                Integer.toString(figuresPort))));
        process.awaitReadyLine();
        return new Broker(process, port, figuresPort, data);
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** That it has sent to consumers of a Kafka topic, in bytes as they are stored. */
    public long bytesOut(String kafkaTopic) throws IOException, InterruptedException {
        return BytesOut.read(figuresPort, kafkaTopic);
    }

    @Override
    public void close() throws InterruptedException, IOException {
        process.close();
        Folders.delete(data);
    }

    /** Runs the broker until the process is ended: {@code DIRECTORY PORT CONTROLLER_PORT FIGURES_PORT}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        BrokerLog.warningsOnly();
        EmbeddedKafka kafka = new EmbeddedKafka(
                Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), Map.of());
        kafka.start();
        BytesOut.serve(Integer.parseInt(arguments[3]));
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
