package dev.sluice.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code docs/operations/metrics.md}: which service has which meters. */
final class MetricsPage {
    /** The heading of those that libraries add. */
    static final String OF_EVERY_SERVICE = "Of every service";

    private static final Path FILE = LocalSystem.home().resolve("docs/operations/metrics.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z_]+)` \\| (\\w+) \\|([^|]*)\\| ([^|]+) \\| ([^|]+) \\|$", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("`([a-z]+)`");

    /**
     * @param type as Prometheus calls it
     * @param labels without those that Prometheus adds
     */
    record Meter(String type, Set<String> labels) {}

    private MetricsPage() {}

    /** Returns the meters under a heading by name. */
    static Map<String, Meter> meters(String heading) {
        String text = text();
        int begin = text.indexOf("\n## " + heading + '\n');
        int end = text.indexOf("\n## ", begin + 1);
        Map<String, Meter> meters = new TreeMap<>();
        ROW.matcher(text.substring(begin, end < 0 ? text.length() : end))
                .results()
                .forEach(row -> meters.put(row.group(1), new Meter(row.group(2), labels(row))));
        return meters;
    }

    /** Returns all names on the page. */
    static Set<String> names() {
        return ROW.matcher(text()).results().map(row -> row.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> labels(MatchResult row) {
        return LABEL.matcher(row.group(3))
                .results()
                .map(label -> label.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
