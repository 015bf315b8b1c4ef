package dev.sluice.benchmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * All that a run found, scenario by scenario. Ratios are to the mean of what the plain sockets showed in the same scenario,
 * before and after: absolute figures of two runs say nothing about each other.
 */
public final class Results {
    /** Rows of this server are what the others are compared with. */
    public static final String RAW = "raw";

    public static final String GATEWAY = "gateway";

    private static final String MARK = " (*)";

    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();

    /** Settings of the gateway that are not its defaults, by scenario. */
    private final Map<String, Map<String, String>> settings = new TreeMap<>();

    private record Delivery(String scenario, String server, Measurement measured) {}

    private record Figure(String scenario, String server, String unit, double value) {}

    public void add(String scenario, String server, Measurement measured) {
        deliveries.add(new Delivery(scenario, server, measured));
    }

    /** @param unit what the value is, for example {@code events/s} */
    public void add(String scenario, String server, String unit, double value) {
        figures.add(new Figure(scenario, server, unit, value));
    }

    /**
     * Marks the rows of a scenario whose gateway does not run with its defaults alone.
     *
     * @param changed what it is given; empty = nothing
     */
    public void uses(String scenario, Map<String, String> changed) {
        if (!changed.isEmpty()) {
            settings.put(scenario, new TreeMap<>(changed));
        }
    }

    /** Everything, as Markdown. */
    public String toMarkdown() {
        List<String> parts = new ArrayList<>();
        if (!deliveries.isEmpty()) {
            parts.add(deliveryTable().toString());
        }
        Table rounds = roundsTable();
        if (!rounds.isEmpty()) {
            parts.add(rounds.toString());
        }
        if (!figures.isEmpty()) {
            parts.add(figureTable().toString());
        }
        parts.add(settingsUsed());
        return String.join("\n\n", parts);
    }

    private String settingsUsed() {
        String defaults = "The gateway's settings are its defaults";
        return settings.isEmpty()
                ? defaults + '.'
                : defaults + ", except where a scenario is marked: "
                        + settings.entrySet().stream()
                                .map(used -> marked(used.getKey()) + ' ' + used.getValue())
                                .collect(Collectors.joining("; "))
                        + '.';
    }

    private String marked(String scenario) {
        return settings.containsKey(scenario) ? scenario + MARK : scenario;
    }

    private Table deliveryTable() {
        Table table = new Table(
                "scenario",
                "server",
                "deliveries/s",
                "x raw",
                "CPU us each",
                "user",
                "JIT",
                "system",
                "x raw",
                "events/read",
                "p50 ms",
                "p99 ms",
                "p99.9 ms",
                "others %",
                "faults");
        for (Delivery row : deliveries) {
            Measurement measured = row.measured();
            List<Measurement> raw = of(row.scenario(), RAW);
            table.add(
                    marked(row.scenario()),
                    row.server(),
                    whole(measured.deliveriesPerSecond()),
                    ratio(measured.deliveriesPerSecond(), mean(raw, Measurement::deliveriesPerSecond)),
                    number(measured.microsPerDelivery()),
                    number(measured.userMicrosPerDelivery()),
                    number(measured.compilerMicrosPerDelivery()),
                    number(measured.systemMicrosPerDelivery()),
                    ratio(measured.microsPerDelivery(), mean(raw, Measurement::microsPerDelivery)),
                    number(measured.received().eventsPerRead()),
                    number(measured.received().latencyMillis(50)),
                    number(measured.received().latencyMillis(99)),
                    number(measured.received().latencyMillis(99.9)),
                    whole(measured.othersPercent()),
                    measured.received().faults());
        }
        return table;
    }

    /** What several rounds of a scenario say together: two starts of one server differ more than two of its seconds. */
    private Table roundsTable() {
        Table table = new Table(
                "scenario",
                "server",
                "rounds",
                "CPU us each, median",
                "least",
                "most",
                "x raw",
                "without JIT, median",
                "p50 ms",
                "p99 ms");
        deliveries.stream()
                .map(Delivery::scenario)
                .distinct()
                .filter(this::hasRounds)
                .forEach(scenario -> {
                    double raw = median(of(scenario, RAW), Measurement::microsPerDelivery);
                    serversOf(scenario).forEach(server -> {
                        List<Measurement> rounds = of(scenario, server);
                        double micros = median(rounds, Measurement::microsPerDelivery);
                        table.add(
                                marked(scenario),
                                server,
                                Integer.toString(rounds.size()),
                                number(micros),
                                number(extreme(rounds, DoubleStream::min)),
                                number(extreme(rounds, DoubleStream::max)),
                                ratio(micros, raw),
                                number(median(
                                        rounds, its -> its.microsPerDelivery() - its.compilerMicrosPerDelivery())),
                                number(median(rounds, its -> its.received().latencyMillis(50))),
                                number(median(rounds, its -> its.received().latencyMillis(99))));
                    });
                });
        return table;
    }

    /** The plain sockets are measured twice in each round. */
    private boolean hasRounds(String scenario) {
        return serversOf(scenario)
                .anyMatch(server -> !server.equals(RAW) && of(scenario, server).size() > 1);
    }

    private Stream<String> serversOf(String scenario) {
        return deliveries.stream()
                .filter(row -> row.scenario().equals(scenario))
                .map(Delivery::server)
                .distinct();
    }

    private static double median(List<Measurement> rows, ToDoubleFunction<Measurement> figure) {
        Median median = new Median();
        rows.forEach(row -> median.add(figure.applyAsDouble(row)));
        return rows.isEmpty() ? Double.NaN : median.value();
    }

    private static double extreme(List<Measurement> rows, Function<DoubleStream, OptionalDouble> which) {
        return which.apply(rows.stream().mapToDouble(Measurement::microsPerDelivery))
                .orElse(Double.NaN);
    }

    private Table figureTable() {
        Table table = new Table("scenario", "server", "figure", "unit", "x raw");
        for (Figure row : figures) {
            double raw = figures.stream()
                    .filter(other -> other.server().equals(RAW)
                            && other.scenario().equals(row.scenario())
                            && other.unit().equals(row.unit()))
                    .mapToDouble(Figure::value)
                    .average()
                    .orElse(Double.NaN);
            table.add(marked(row.scenario()), row.server(), plain(row.value()), row.unit(), ratio(row.value(), raw));
        }
        return table;
    }

    private List<Measurement> of(String scenario, String server) {
        return deliveries.stream()
                .filter(row -> row.scenario().equals(scenario) && row.server().equals(server))
                .map(Delivery::measured)
                .toList();
    }

    private static double mean(List<Measurement> rows, ToDoubleFunction<Measurement> figure) {
        return rows.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }

    /** A dash when there is nothing to compare with. */
    static String ratio(double value, double raw) {
        return Double.isNaN(value) || Double.isNaN(raw) || raw == 0 ? "-" : number(value / raw);
    }

    private static String plain(double value) {
        return Math.abs(value) >= 100 ? whole(value) : number(value);
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
