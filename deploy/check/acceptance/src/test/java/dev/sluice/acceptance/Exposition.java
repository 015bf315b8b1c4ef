package dev.sluice.acceptance;

import dev.sluice.acceptance.MetricsPage.Meter;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a service answers at {@code /q/metrics}: Prometheus' text format. */
final class Exposition {
    private static final Pattern FAMILY = Pattern.compile("^# TYPE (\\S+) (\\w+)$", Pattern.MULTILINE);
    private static final Pattern SAMPLE = Pattern.compile("^([a-z_]+)(?:\\{(.*)})? \\S+$", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern PART = Pattern.compile("_(?:bucket|sum|count)$");
    /** Of histograms alone. */
    private static final String BOUND = "le";

    private final Map<String, String> types = new TreeMap<>();
    private final Map<String, Set<String>> labels = new TreeMap<>();

    Exposition(String text) {
        FAMILY.matcher(text).results().forEach(family -> types.put(family.group(1), family.group(2)));
        SAMPLE.matcher(text).results().forEach(this::add);
    }

    private void add(MatchResult sample) {
        Set<String> seen = labels.computeIfAbsent(sample.group(1), _ -> new TreeSet<>());
        if (sample.group(2) != null) {
            LABEL.matcher(sample.group(2)).results().forEach(label -> seen.add(label.group(1)));
            seen.remove(BOUND);
        }
    }

    /** Returns the meters as they are named in queries; the {@code _max} of a timer is a part of it. */
    Map<String, Meter> meters() {
        Map<String, Meter> meters = new TreeMap<>();
        labels.forEach((name, seen) -> {
            String family = types.containsKey(name) ? name : PART.matcher(name).replaceFirst("");
            String type = types.getOrDefault(family, "counter");
            boolean isPart = name.endsWith("_max") && types.containsKey(name.substring(0, name.length() - 4));
            if (!isPart) {
                meters.merge(family, new Meter(type, seen), (one, _) -> one);
            }
        });
        return meters;
    }
}
