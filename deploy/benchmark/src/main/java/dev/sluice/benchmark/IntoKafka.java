package dev.sluice.benchmark;

import dev.sluice.benchmark.feed.BareProducer;
import dev.sluice.benchmark.load.LogClient;
import dev.sluice.benchmark.report.Results;
import dev.sluice.benchmark.server.Cores;
import dev.sluice.benchmark.server.RunningProgram;
import dev.sluice.benchmark.server.Server;
import dev.sluice.benchmark.server.Traffic;
import java.io.IOException;
import java.util.concurrent.ExecutionException;

/**
 * Events of one backend through the relay into Kafka, against a bare producer that writes the same records, which is what
 * ratios are to, the same in transactions, and a bare client that reads the backend and writes them. The plain sockets are
 * the backend, so without them nothing is measured.
 */
record IntoKafka(String name, String title, Traffic traffic) implements Scenario {
    @Override
    public void run(Bench bench) throws IOException, InterruptedException, ExecutionException {
        if (bench.raw().isEmpty()) {
            return;
        }
        bare(bench, Results.RAW, BareProducer.IDEMPOTENT);
        relay(bench);
        pull(bench);
        bare(bench, "transactions", BareProducer.TRANSACTIONAL);
        bare(bench, Results.RAW, BareProducer.IDEMPOTENT);
    }

    private void bare(Bench bench, String server, String kind)
            throws IOException, InterruptedException, ExecutionException {
        String topic = bench.installation().eventsTopic();
        try (RunningProgram producer = bench.producer().start(topic, traffic, kind)) {
            measure(bench, server, producer, topic);
        }
    }

    private void pull(Bench bench) throws IOException, InterruptedException, ExecutionException {
        try (Server backend = bench.raw().orElseThrow().startBackend(traffic)) {
            String topic = bench.installation().eventsTopic();
            try (RunningProgram pull = bench.producer().startPull(topic, backend)) {
                measure(bench, "bare pull", pull, topic);
            }
        }
    }

    private void relay(Bench bench) throws IOException, InterruptedException, ExecutionException {
        try (Server backend = bench.raw().orElseThrow().startBackend(traffic)) {
            String topic = bench.installation().deployPinned("http://127.0.0.1:" + backend.port(), 1);
            try (RunningProgram relay = bench.relay().start(Cores.SERVER)) {
                measure(bench, "relay", relay, topic);
            }
        }
    }

    private void measure(Bench bench, String server, RunningProgram writer, String topic)
            throws IOException, InterruptedException {
        try (LogClient log = new LogClient(bench.installation().bootstrapServers(), topic)) {
            Bench.rest(bench.options().warmUp());
            bench.results()
                    .add(
                            name,
                            server,
                            SteadyState.watch(writer.pid(), log, bench.options().measured()));
        }
    }
}
