package dev.sluice.publisher.api.endpoint.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One word for all upstreams of an API. */
class UpstreamSummaryTest {
    /** Upstreams as {@code status:events}. */
    @ParameterizedTest
    @CsvSource({
        "'',none,",
        "idle:4,idle,",
        "idle:4 ended:9,ended,",
        "ended:9 connecting:0,connecting,",
        "connecting:0 backing-off:0,backing-off,why backing-off",
        "backing-off:7 refused:0,refused,why refused",
        "live:1 idle:3 connecting:0,live,",
        "live:1 refused:0,live,",
        "live:1 refused:1,partly,why refused",
        "live:1 backing-off:5 refused:0,partly,why backing-off",
        "live:1 backing-off:5 refused:2,partly,why refused"
    })
    void theWordIsWhatMattersMost(String upstreams, String word, String reason) {
        List<UpstreamState> states = Stream.of(upstreams.split(" "))
                .filter(text -> !text.isEmpty())
                .map(UpstreamSummaryTest::upstream)
                .toList();

        UpstreamSummary summary = UpstreamSummary.of(states);

        assertThat(summary.state()).isEqualTo(word);
        assertThat(summary.reason()).isEqualTo(reason);
        assertThat(summary.channels()).isEqualTo(states.size());
        assertThat(summary.live()).isEqualTo(upstreams.contains("live") ? 1 : 0);
    }

    private static UpstreamState upstream(String text) {
        String[] parts = text.split(":");
        return new UpstreamState(
                "Default",
                "PRODUCTION",
                "/" + text,
                null,
                parts[0],
                null,
                "why " + parts[0],
                "2026-01-01T00:00:00Z",
                Long.parseLong(parts[1]),
                "A",
                "relay-1");
    }
}
