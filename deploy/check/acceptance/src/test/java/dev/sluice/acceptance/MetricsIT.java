package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.acceptance.MetricsPage.Meter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The meters of running services are those of the list, and dashboards and rules find what they ask for. */
class MetricsIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final LocalSystem system = LocalSystem.shared();

    @ParameterizedTest
    @CsvSource({
        "gateway-service, 9446",
        "gateway-service, 9456",
        "event-relay, 9445",
        "publisher-service, 9447",
        "definition-service, 9444"
    })
    void theListHasAllMetersAndNoOthers(String service, int port) throws IOException {
        beUsed();

        Map<String, Meter> exposed = exposed(port);

        Map<String, Meter> ours = new TreeMap<>(exposed);
        ours.keySet().removeIf(name -> !name.startsWith("sluice_"));
        assertThat(ours).isEqualTo(MetricsPage.meters(service));
        MetricsPage.meters(MetricsPage.OF_EVERY_SERVICE)
                .forEach((name, meter) -> assertThat(exposed).containsEntry(name, meter));
    }

    @Test
    @EnabledIf(
            value = "dev.sluice.acceptance.Prometheus#isHere",
            disabledReason = "no Prometheus on this machine: apt-get install prometheus")
    void everyPanelAndRuleFindsItsSeries(@TempDir Path folder) throws IOException {
        Portal portal = new Portal(system);
        Portal.Api api = portal.deployedApi("measured", system.backend(), "/quiet/{name}");
        String path = api.basePath() + "/quiet/" + api.name();
        String token = portal.subscribedToken(api);
        beUsed();
        try (Prometheus prometheus = Prometheus.over(
                        Map.of(
                                "sluice-gateway", List.of(system.port(9446), system.port(9456)),
                                "sluice-relay", List.of(system.port(9445), system.port(9455)),
                                "sluice-publisher", List.of(system.port(9447)),
                                "sluice-definition", List.of(system.port(9444))),
                        ObservabilityFiles.RULES,
                        folder);
                Stream stream = Stream.open(system.gateway(1), path, token)) {
            stream.next(SOON);

            await("each panel has series").atMost(SOON).untilAsserted(() -> {
                assertThat(panelsWithout(prometheus)).isEmpty();
                assertThat(prometheus
                                .query("sum(sluice_gateway_connections{state=\"open\"})")
                                .get(0)
                                .get("value")
                                .get(1)
                                .asInt())
                        .isPositive();
                assertThat(prometheus
                                .query("sum(sluice_gateway_first_event_seconds_count{result=\"live\"})")
                                .get(0)
                                .get("value")
                                .get(1)
                                .asInt())
                        .isPositive();
            });
            for (String name : ObservabilityFiles.metersOfRules()) {
                assertThat(prometheus.query(name)).as(name).isNotEmpty();
            }
            await("each rule was evaluated")
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(health(prometheus))
                            .hasSize(ObservabilityFiles.alerts().size())
                            .containsOnly("ok"));
        }
    }

    private static List<String> panelsWithout(Prometheus prometheus) throws IOException {
        List<String> without = new ArrayList<>();
        for (ObservabilityFiles.Query query : ObservabilityFiles.queries()) {
            String expression =
                    query.expression().replace("$__rate_interval", "15s").replace("$instance", ".+");
            if (prometheus.query(expression).isEmpty()) {
                without.add(query.panel() + ": " + expression);
            }
        }
        return without;
    }

    private static List<String> health(Prometheus prometheus) {
        List<String> health = new ArrayList<>();
        for (JsonNode group : prometheus.rules()) {
            group.get("rules").forEach(rule -> health.add(rule.get("health").asText()));
        }
        return health;
    }

    /** So that every meter has a value: the definition service, which has no other client, is asked for a document. */
    private void beUsed() {
        Portal portal = new Portal(system);
        Portal.expect(
                200,
                portal.document(portal.draft("counted", system.backend(), "/*").id(), ""));
    }

    private Map<String, Meter> exposed(int port) throws IOException {
        URI metrics = URI.create("http://127.0.0.1:" + system.port(port) + "/q/metrics");
        try (var body = metrics.toURL().openStream()) {
            return new Exposition(new String(body.readAllBytes(), StandardCharsets.UTF_8)).meters();
        }
    }
}
