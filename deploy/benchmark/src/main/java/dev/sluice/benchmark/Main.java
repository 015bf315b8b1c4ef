package dev.sluice.benchmark;

import dev.sluice.benchmark.feed.Installation;
import dev.sluice.benchmark.load.LoadFailedException;
import dev.sluice.benchmark.report.Results;
import dev.sluice.benchmark.server.Broker;
import dev.sluice.benchmark.server.GatewayProgram;
import dev.sluice.benchmark.server.RawProgram;
import dev.sluice.embedded.BrokerLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * {@code ./sluice bench [scenario...] [--warm-up SECONDS] [--seconds SECONDS] [--jvm FLAGS]}. Measures, prints the tables,
 * and judges nothing. Exit code 0: measured; 1: something failed; 2: wrong command line.
 */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        Options options;
        try {
            options = Options.parse(List.of(arguments), Scenarios.names());
        } catch (IllegalArgumentException wrong) {
            System.err.println("sluice: " + wrong.getMessage());
            System.exit(2);
            return;
        }
        System.exit(run(options, Path.of(System.getProperty("sluice.home", "."))));
    }

    private static int run(Options options, Path home) throws IOException, InterruptedException, ExecutionException {
        BrokerLog.warningsOnly();
        Path folder = Files.createTempDirectory("sluice-bench");
        Optional<RawProgram> raw = RawProgram.compile(home.resolve("deploy/benchmark/src/main/c/raw.c"), folder);
        System.out.println("logs in " + folder);
        if (raw.isEmpty()) {
            System.out.println("no C compiler (cc): the rows of raw, and the ratios to it, are left out");
        }
        Results results = new Results();
        try (Broker broker = Broker.start(folder);
                Installation installation = new Installation(broker.bootstrapServers())) {
            GatewayProgram gateway = new GatewayProgram(
                    home.resolve("gateway-service/target/quarkus-app/quarkus-run.jar"),
                    options.gatewayFlags(),
                    folder,
                    installation);
            return runAll(new Bench(options, installation, raw, gateway, results));
        } finally {
            System.out.println("\n" + results.toMarkdown());
        }
    }

    private static int runAll(Bench bench) throws IOException, InterruptedException, ExecutionException {
        int failed = 0;
        for (String name : bench.options().scenarios()) {
            Scenario scenario = Scenarios.named(name);
            System.out.println(name + ": " + scenario.title());
            try {
                scenario.run(bench);
            } catch (LoadFailedException failure) {
                System.err.println("sluice: " + name + " failed: " + failure.getMessage());
                failed++;
            }
        }
        return failed == 0 ? 0 : 1;
    }
}
