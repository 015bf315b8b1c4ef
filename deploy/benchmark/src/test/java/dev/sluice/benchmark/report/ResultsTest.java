package dev.sluice.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.benchmark.load.Received;
import dev.sluice.benchmark.server.CoreTime;
import dev.sluice.benchmark.server.Cpu;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private final Results results = new Results();

    @Test
    void severalRoundsAreTakenTogetherByTheirMedians() {
        measured(Results.RAW, 7, 0);
        measured(Results.GATEWAY, 14, 3);
        measured(Results.RAW, 9, 0);
        measured(Results.RAW, 8, 0);
        measured(Results.GATEWAY, 10, 1);
        measured(Results.RAW, 8, 0);
        measured(Results.GATEWAY, 12, 1);

        assertThat(results.toMarkdown().lines())
                .contains(
                        "| channels | raw     |      4 |                8.00 |  7.00 |  9.00 |  1.00 |                8.00 |   0.00 |   0.00 |",
                        "| channels | gateway |      3 |               12.00 | 10.00 | 14.00 |  1.50 |               11.00 |   0.00 |   0.00 |");
    }

    @Test
    void oneRoundHasNoMedians() {
        measured(Results.RAW, 7, 0);
        measured(Results.GATEWAY, 14, 3);
        measured(Results.RAW, 9, 0);

        assertThat(results.toMarkdown()).contains("| gateway |").doesNotContain("median");
    }

    private void measured(String server, int microsEach, int ofTheCompiler) {
        long events = 1000;
        Received received = new Received(events, events, 0, 0, 0, 0, new Histogram(3));
        Cpu cpu = new Cpu(microsEach * events, 0, ofTheCompiler * events);
        results.add("channels", server, new Measurement(received, cpu, new CoreTime(1_000_000, 500_000), 1));
    }
}
