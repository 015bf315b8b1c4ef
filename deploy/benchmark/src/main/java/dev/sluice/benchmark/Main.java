package dev.sluice.benchmark;

import dev.sluice.benchmark.feed.Installation;
import dev.sluice.benchmark.load.LoadFailedException;
import dev.sluice.benchmark.report.Results;
import dev.sluice.benchmark.server.Broker;
import dev.sluice.benchmark.server.Folders;
import dev.sluice.benchmark.server.GatewayProgram;
import dev.sluice.benchmark.server.IdleCores;
import dev.sluice.benchmark.server.ProducerProgram;
import dev.sluice.benchmark.server.RawProgram;
import dev.sluice.benchmark.server.RelayProgram;
import dev.sluice.embedded.BrokerLog;
import dev.sluice.embedded.LocalCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * {@code ./sluice bench [scenario...]} with the options of {@link Options}. Measures, prints the tables, and judges nothing.
 * Exit code 0: measured; 1: something failed, and the logs are kept; 2: wrong command line.
 */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.parse(List.of(arguments), Scenarios.names());
        } catch (IllegalArgumentException wrong) {
            System.err.println("sluice: " + wrong.getMessage());
            System.exit(2);
            return;
        }
        BrokerLog.warningsOnly();
        Path logs = Files.createTempDirectory("sluice-bench");
        int code = run(options, Path.of(System.getProperty("sluice.home", ".")), logs);
        if (code == 0) {
            Folders.delete(logs);
        } else {
            System.err.println("sluice: logs are in " + logs);
        }
        System.exit(code);
    }

    private static int run(Options options, Path home, Path logs) throws IOException, InterruptedException {
        Results results = new Results();
        int failed = 0;
        try (Broker broker = Broker.start(logs);
                Installation installation = new Installation(broker.bootstrapServers())) {
            Optional<RawProgram> raw = RawProgram.compile(home.resolve("deploy/benchmark/src/main/c/raw.c"), logs);
            if (raw.isEmpty()) {
                System.out.println("no C compiler (cc): the rows of raw, and the ratios to it, are left out");
            }
            LocalCertificate certificate = LocalCertificate.in(logs.resolve("tls"));
            certificate.ensure();
            Bench bench = new Bench(
                    options,
                    raw,
                    broker,
                    installation,
                    new GatewayProgram(home, options.gatewayFlags(), logs, installation),
                    new RelayProgram(home, logs, broker.bootstrapServers()),
                    new ProducerProgram(logs, broker.bootstrapServers()),
                    certificate,
                    results);
            for (String name : options.scenarios()) {
                for (int round = 0; round < options.rounds(); round++) {
                    failed += isMeasured(Scenarios.named(name), bench) ? 0 : 1;
                }
            }
        } catch (IOException | ExecutionException e) {
            System.err.println("sluice: the benchmark could not begin: " + e);
            failed++;
        }
        System.out.println("\n" + results.toMarkdown() + "\n\n" + IdleCores.describe());
        return failed == 0 ? 0 : 1;
    }

    private static boolean isMeasured(Scenario scenario, Bench bench) throws InterruptedException {
        System.out.println(scenario.name() + ": " + scenario.title());
        try {
            bench.results().uses(scenario.name(), scenario.settings());
            scenario.run(bench);
            return true;
        } catch (IOException | ExecutionException | LoadFailedException e) {
            System.err.println("sluice: " + scenario.name() + " failed: " + e.getMessage());
            return false;
        }
    }
}
