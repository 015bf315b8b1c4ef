package dev.sluice.benchmark;

import dev.sluice.benchmark.feed.Installation;
import dev.sluice.benchmark.feed.InstallationRecords;
import dev.sluice.benchmark.report.Median;
import dev.sluice.benchmark.report.Results;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/**
 * The gateway starts with many APIs and subscriptions in its control topics: how long until it is ready. The median of some
 * starts after one that is not counted.
 *
 * @param apis deployed
 * @param subscriptions of applications that have {@value InstallationRecords#SUBSCRIPTIONS_EACH} each
 */
record StartTime(String name, String title, int apis, int subscriptions) implements Scenario {
    private static final int WARM_UP_ROUNDS = 1;
    private static final int ROUNDS = 3;

    @Override
    public void run(Bench bench) throws IOException, InterruptedException, ExecutionException {
        Median seconds = new Median();
        try (Installation large = bench.installation().another("start-" + UUID.randomUUID())) {
            InstallationRecords.write(large, apis, subscriptions);
            for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
                long nanos = bench.gateway().timeStart(large);
                if (round >= 0) {
                    seconds.add(nanos / 1e9);
                }
            }
        }
        bench.results().add(name, Results.GATEWAY, "seconds until it is ready", seconds.value());
    }
}
