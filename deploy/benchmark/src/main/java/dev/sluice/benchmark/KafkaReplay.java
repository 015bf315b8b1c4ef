package dev.sluice.benchmark;

import dev.sluice.benchmark.feed.SimulatedRelay;
import dev.sluice.benchmark.load.LoadClient;
import dev.sluice.benchmark.load.Subscription;
import dev.sluice.benchmark.report.Median;
import dev.sluice.benchmark.report.Results;
import dev.sluice.benchmark.server.GatewayProcess;
import dev.sluice.benchmark.server.Traffic;
import dev.sluice.model.event.EventId;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/**
 * Clients that come together with the id of the log's first event to a gateway that was started after the last one, so that
 * it has none of them in memory: how fast they have them, and how much Kafka sends the gateway for that. The median of some
 * rounds after some that are not counted.
 *
 * @param events that each client is sent
 * @param dataBytes of each event, which compression does not make smaller
 */
record KafkaReplay(String name, String title, int clients, int events, int dataBytes) implements Scenario {
    private static final int WARM_UP_ROUNDS = 2;
    private static final int ROUNDS = 3;
    private static final Duration MOST = Duration.ofMinutes(5);

    /** What one round took. */
    private record Round(double seconds, long sentBytes, long readBytes) {}

    @Override
    public void run(Bench bench) throws IOException, InterruptedException, ExecutionException {
        Traffic traffic = Traffic.toAll(dataBytes, Traffic.SILENT);
        try (SimulatedRelay relay = bench.gateway().playRelay(traffic)) {
            EventId first = relay.write(events + 1);
            try (GatewayProcess server = bench.startGateway(this, relay, traffic)) {
                measure(bench, server, relay.kafkaTopic(), new Subscription(server.path(0), first.toString(), 1));
            }
        }
    }

    private void measure(Bench bench, GatewayProcess server, String kafkaTopic, Subscription past)
            throws IOException, InterruptedException {
        Median seconds = new Median();
        Median amplification = new Median();
        for (int number = -WARM_UP_ROUNDS; number < ROUNDS; number++) {
            Round round = round(bench, server, kafkaTopic, past);
            if (number >= 0) {
                seconds.add(round.seconds);
                amplification.add((double) round.readBytes / round.sentBytes);
            }
        }
        double rate = (double) clients * events / seconds.value();
        bench.results().add(name, Results.GATEWAY, "events/s", rate);
        bench.results().add(name, Results.GATEWAY, "MB/s of data", rate * dataBytes / 1e6);
        bench.results().add(name, Results.GATEWAY, "bytes from Kafka for each sent", amplification.value());
    }

    private Round round(Bench bench, GatewayProcess server, String kafkaTopic, Subscription past)
            throws IOException, InterruptedException {
        long readBefore = bench.broker().bytesOut(kafkaTopic);
        try (LoadClient load = new LoadClient()) {
            long began = System.nanoTime();
            load.connect(server.port(), dataBytes, clients, clients, _ -> past);
            load.awaitEvents((long) clients * events, MOST);
            double taken = (System.nanoTime() - began) / 1e9;
            load.received().check();
            return new Round(taken, load.bytes(), bench.broker().bytesOut(kafkaTopic) - readBefore);
        }
    }
}
