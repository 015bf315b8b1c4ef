package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Dashboards and rules ask for what there is, and say what to do; nothing is started. */
class ObservabilityFilesTest {
    private static final String NO_TOOL = "no promtool on this machine: apt-get install prometheus";
    private static final String HAS_TOOL = "dev.sluice.acceptance.Prometheus#hasTool";

    @Test
    @EnabledIf(value = HAS_TOOL, disabledReason = NO_TOOL)
    void thePrometheusOfComposeTakesItsConfigurationAndTheRules() throws Exception {
        assertThat(promtool("check", "rules", "sluice.rules.yaml")).contains("SUCCESS");
        assertThat(promtool("check", "config", "prometheus.yaml")).contains("SUCCESS");
    }

    @Test
    @EnabledIf(value = HAS_TOOL, disabledReason = NO_TOOL)
    void theAlertsFireWhenTheyShouldAndNotBefore() throws Exception {
        assertThat(promtool("test", "rules", "sluice.rules.test.yaml")).contains("SUCCESS");
    }

    @Test
    void everyAlertIsTried() throws IOException {
        String tried = Files.readString(ObservabilityFiles.FOLDER.resolve("prometheus/sluice.rules.test.yaml"));
        for (ObservabilityFiles.Alert alert : ObservabilityFiles.alerts()) {
            assertThat(tried).contains("alertname: " + alert.name() + "\n", "alertname: " + alert.name() + ",");
        }
    }

    @Test
    void everyAlertHasARunbookThatNamesIt() throws IOException {
        assertThat(ObservabilityFiles.alerts()).isNotEmpty();
        for (ObservabilityFiles.Alert alert : ObservabilityFiles.alerts()) {
            String[] link = alert.runbook().split("#", 2);
            String page = Files.readString(LocalSystem.home().resolve(link[0]));
            String section = Pattern.compile("^## ", Pattern.MULTILINE)
                    .splitAsStream(page)
                    .filter(text -> anchor(text.lines().findFirst().orElse("")).equals(link[1]))
                    .findFirst()
                    .orElse("no section " + link[1]);
            assertThat(section).contains('`' + alert.name() + '`');
        }
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    @Test
    void dashboardsAndRulesAskForMetersOfTheListAlone() throws IOException {
        Set<String> listed = MetricsPage.names().stream()
                .flatMap(
                        name -> List.of(name, name + "_bucket", name + "_sum", name + "_count", name + "_max").stream())
                .collect(Collectors.toSet());

        assertThat(listed).containsAll(ObservabilityFiles.metersOfRules());
        for (ObservabilityFiles.Query query : ObservabilityFiles.queries()) {
            assertThat(listed).as(query.panel()).containsAll(ObservabilityFiles.metersOf(query.expression()));
        }
    }

    @Test
    void dashboardsHaveNamesAndPlacesOfTheirOwn() throws IOException {
        List<JsonNode> dashboards = ObservabilityFiles.dashboards();
        assertThat(dashboards)
                .hasSize(3)
                .extracting(board -> board.get("uid").asText())
                .doesNotHaveDuplicates();
        for (JsonNode dashboard : dashboards) {
            List<JsonNode> panels = new ArrayList<>();
            dashboard.get("panels").forEach(panels::add);
            assertThat(panels).extracting(panel -> panel.get("id").asInt()).doesNotHaveDuplicates();
            assertThat(panels)
                    .extracting(panel -> panel.get("gridPos").get("x").asInt() + "/"
                            + panel.get("gridPos").get("y").asInt())
                    .doesNotHaveDuplicates();
        }
    }

    private static String promtool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Prometheus.program("promtool").orElseThrow().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(ObservabilityFiles.FOLDER.resolve("prometheus").toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
