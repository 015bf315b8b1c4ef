package dev.sluice.acceptance;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** What {@code deploy/observability} has: dashboards and rules. */
final class ObservabilityFiles {
    static final Path FOLDER = LocalSystem.home().resolve("deploy/observability");
    static final Path RULES = FOLDER.resolve("prometheus/sluice.rules.yaml");
    static final Path DASHBOARDS = FOLDER.resolve("grafana/dashboards");

    private static final Pattern METER = Pattern.compile("\\b(?:sluice|jvm|process)_[a-z_]+\\b");

    /** @param panel with its dashboard, for messages */
    record Query(String panel, String expression) {}

    record Alert(String name, String expression, String runbook) {}

    private ObservabilityFiles() {}

    static List<JsonNode> dashboards() throws IOException {
        List<JsonNode> dashboards = new ArrayList<>();
        try (var files = Files.newDirectoryStream(DASHBOARDS, "*.json")) {
            for (Path file : files) {
                dashboards.add(Rest.JSON.readTree(file.toFile()));
            }
        }
        return dashboards;
    }

    /** Returns the queries of all panels. */
    static List<Query> queries() throws IOException {
        List<Query> queries = new ArrayList<>();
        for (JsonNode dashboard : dashboards()) {
            for (JsonNode panel : dashboard.get("panels")) {
                String name = dashboard.get("title").asText() + ", "
                        + panel.get("title").asText();
                panel.path("targets")
                        .forEach(target ->
                                queries.add(new Query(name, target.get("expr").asText())));
            }
        }
        return queries;
    }

    static List<Alert> alerts() throws IOException {
        List<Alert> alerts = new ArrayList<>();
        Map<String, Object> file = new Yaml().load(Files.readString(RULES));
        for (Object group : list(file.get("groups"))) {
            for (Object rule : list(map(group).get("rules"))) {
                alerts.add(new Alert(
                        text(map(rule).get("alert")),
                        text(map(rule).get("expr")),
                        text(map(map(rule).get("annotations")).get("runbook_url"))));
            }
        }
        return alerts;
    }

    /** Returns the names of what the rules ask for. */
    static Set<String> metersOfRules() throws IOException {
        Set<String> meters = new TreeSet<>();
        alerts().forEach(alert -> meters.addAll(metersOf(alert.expression())));
        return meters;
    }

    static Set<String> metersOf(String expression) {
        Set<String> meters = new TreeSet<>();
        METER.matcher(expression).results().forEach(meter -> meters.add(meter.group()));
        return meters;
    }

    private static String text(@Nullable Object value) {
        return requireNonNull(value).toString();
    }

    private static List<?> list(@Nullable Object value) {
        return (List<?>) requireNonNull(value);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) requireNonNull(value);
    }
}
