package dev.sluice.relay.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.model.topic.KafkaTopics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelayMetersTest {
    /** A meter in the contract: its name, and its tag if it has one. */
    private static final Pattern PROMISED = Pattern.compile("`(relay_[a-z_]+)(?:\\{([a-z]+)})?`");

    private static final Pattern FAMILY = Pattern.compile("# TYPE (sluice_[a-z_]+) (\\w+)");

    private final EventSender sender =
            new EventSender(Map.of("bootstrap.servers", "127.0.0.1:1"), Duration.ofSeconds(1), 1 << 20);

    @AfterEach
    void close() {
        sender.close();
    }

    @Test
    void theContractNamesAllOfThem() throws IOException {
        // Given
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new RelayMeters(registry, sender).onCommit(1);
        RelayMeters.unreadableRecords(registry, new KafkaTopics("sluice", 1));

        // When
        String scraped = registry.scrape();

        // Then
        String contract = Files.readString(Path.of("../docs/contract.md"));
        String section = contract.substring(contract.indexOf("## 9. Meters"), contract.indexOf("## 10."));
        Set<String> promised = new TreeSet<>();
        for (Matcher meter = PROMISED.matcher(section); meter.find(); ) {
            promised.add("sluice_" + meter.group(1));
            if (meter.group(2) != null) {
                assertThat(scraped).contains("sluice_" + meter.group(1) + '{' + meter.group(2) + "=\"");
            }
        }
        assertThat(families(scraped)).isEqualTo(promised);
    }

    @Test
    void aChannelIsCountedAsWhatItsUpstreamIs() {
        // Given
        MeterRegistry registry = new SimpleMeterRegistry();
        RelayMeters meters = new RelayMeters(registry, sender);

        // When
        meters.onUpstream(null, Upstream.CONNECTING);
        meters.onUpstream(null, Upstream.CONNECTING);
        meters.onUpstream(Upstream.CONNECTING, Upstream.LIVE);

        // Then
        assertThat(channels(registry, "connecting")).isEqualTo(1);
        assertThat(channels(registry, "live")).isEqualTo(1);

        // When
        meters.onUpstream(Upstream.LIVE, null);

        // Then
        assertThat(channels(registry, "live")).isZero();
    }

    private static double channels(MeterRegistry registry, String state) {
        return registry.get("sluice_relay_channels").tag("state", state).gauge().value();
    }

    private static Set<String> families(String scraped) {
        Set<String> families = new TreeSet<>();
        for (Matcher family = FAMILY.matcher(scraped); family.find(); ) {
            if (!family.group(1).endsWith("_max")) {
                families.add(family.group(1));
            }
        }
        return families;
    }
}
