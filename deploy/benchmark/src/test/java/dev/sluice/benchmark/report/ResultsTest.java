package dev.sluice.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.benchmark.load.LoadResult;
import dev.sluice.benchmark.server.CoreTime;
import dev.sluice.benchmark.server.Cpu;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private final Results results = new Results();

    @Test
    void ratiosAreToTheMeanOfRawBeforeAndAfterInTheSameScenario() {
        results.add("other", Results.RAW, measurement(1000, 100));
        results.add("fan-out", Results.RAW, measurement(1000, 4));
        results.add("fan-out", "gateway", measurement(500, 10));
        results.add("fan-out", Results.RAW, measurement(1000, 6));

        assertThat(cells("fan-out", "gateway")).containsSubsequence("50", "0.50", "10.00", "2.00");
    }

    @Test
    void figuresAreComparedWithRawsOfTheSameUnit() {
        results.add("reconnect", Results.RAW, "seconds", 0.5);
        results.add("reconnect", Results.RAW, "CPU us", 40);
        results.add("reconnect", "gateway", "seconds", 2);

        assertThat(cells("reconnect", "gateway")).containsExactly("reconnect", "gateway", "2.00", "seconds", "4.00");
    }

    @Test
    void withoutRawThereIsNoRatio() {
        results.add("idle", "gateway", "bytes", 1234567);

        assertThat(cells("idle", "gateway")).containsExactly("idle", "gateway", "1,234,567", "bytes", "-");
    }

    @Test
    void faultsStandInTheirRow() {
        LoadResult received = new LoadResult(10, 10, 2, 1, 0, 0, new Histogram(1000, 3));
        results.add("fan-out", "gateway", new Measurement(received, new Cpu(0, 0, 0), new CoreTime(0, 0), 1));

        assertThat(cells("fan-out", "gateway")).contains("2 lost, 1 doubled, 0 cut off, 0 silent");
    }

    @Test
    void whatDoesNotRunWithTheDefaultsAloneIsMarked() {
        results.uses("stalled", Map.of("sluice.gateway.ring.bytes-per-feed", "32768"));
        results.uses("idle", Map.of());
        results.add("stalled", "gateway", measurement(1000, 4));
        results.add("stalled", "gateway", "MiB", 7);
        results.add("idle", "gateway", "bytes", 5);

        assertThat(results.toMarkdown().lines())
                .filteredOn(line -> line.startsWith("| ") && line.contains("gateway"))
                .satisfiesExactly(
                        row -> assertThat(row).startsWith("| stalled (*) |"),
                        row -> assertThat(row).startsWith("| stalled (*) |"),
                        row -> assertThat(row).startsWith("| idle "));
        assertThat(results.toMarkdown()).endsWith("stalled (*) {sluice.gateway.ring.bytes-per-feed=32768}.");
    }

    @Test
    void severalRoundsAreTakenTogetherByTheirMedians() {
        results.add("channels", Results.RAW, measurement(1000, 7));
        results.add("channels", "gateway", compiling(14, 3));
        results.add("channels", Results.RAW, measurement(1000, 9));
        results.add("channels", Results.RAW, measurement(1000, 8));
        results.add("channels", "gateway", compiling(10, 1));
        results.add("channels", Results.RAW, measurement(1000, 8));
        results.add("channels", "gateway", compiling(12, 1));

        assertThat(results.toMarkdown().lines())
                .contains(
                        "| channels | raw     |      4 |                8.00 |  7.00 |  9.00 |  1.00 |                8.00 |   0.00 |   0.00 |",
                        "| channels | gateway |      3 |               12.00 | 10.00 | 14.00 |  1.50 |               11.00 |   0.00 |   0.00 |");
    }

    @Test
    void oneRoundHasNoMedians() {
        results.add("channels", Results.RAW, measurement(1000, 7));
        results.add("channels", "gateway", measurement(1000, 14));
        results.add("channels", Results.RAW, measurement(1000, 9));

        assertThat(results.toMarkdown()).contains("gateway").doesNotContain("median");
    }

    private String[] cells(String scenario, String server) {
        return results.toMarkdown()
                .lines()
                .filter(line -> line.matches("\\| " + scenario + " +\\| " + server + " .*"))
                .findFirst()
                .orElseThrow()
                .replaceAll("^\\| *| *\\|$", "")
                .split(" *\\| *");
    }

    /** In ten seconds. */
    private static Measurement measurement(long events, double micros) {
        LoadResult received = new LoadResult(events, events, 0, 0, 0, 0, new Histogram(1000, 3));
        Cpu cpu = new Cpu(0, Math.round(events * micros), 0);
        return new Measurement(received, cpu, new CoreTime(10_000_000, 9_000_000), 10);
    }

    /** In ten seconds, a thousand events. */
    private static Measurement compiling(int micros, int ofTheCompiler) {
        LoadResult received = new LoadResult(1000, 1000, 0, 0, 0, 0, new Histogram(1000, 3));
        Cpu cpu = new Cpu(1000L * micros, 0, 1000L * ofTheCompiler);
        return new Measurement(received, cpu, new CoreTime(10_000_000, 9_000_000), 10);
    }
}
