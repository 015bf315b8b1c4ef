package dev.sluice.gateway.request;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether a client excludes a stream of events (RFC 9110, 12.5.1): the most exact range that fits decides, and excludes it
 * with {@code q=0}. Where none fits it is not excluded: libraries ask for {@code application/json} and read a stream.
 */
public final class AcceptHeader {
    private static final List<String> FITTING = List.of("text/event-stream", "text/*", "*/*");
    private static final Pattern NO_WEIGHT = Pattern.compile("0(?:\\.0{0,3})?");

    private AcceptHeader() {}

    /** @param lines of the header, which count together */
    public static boolean takesEventStream(List<String> lines) {
        int best = FITTING.size();
        boolean taken = true;
        for (String line : lines) {
            for (String range : line.split(",", -1)) {
                String[] parts = range.split(";", -1);
                int rank = FITTING.indexOf(parts[0].strip().toLowerCase(Locale.ROOT));
                if (rank >= 0 && rank <= best) {
                    taken = rank == best && taken || hasWeight(parts);
                    best = rank;
                }
            }
        }
        return taken;
    }

    private static boolean hasWeight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
            if (parameter.startsWith("q=")) {
                return !NO_WEIGHT.matcher(parameter.substring(2).strip()).matches();
            }
        }
        return true;
    }
}
