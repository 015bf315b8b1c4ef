package dev.sluice.model.quota;

import static java.util.Objects.requireNonNull;

import dev.sluice.model.channel.Murmur2;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The key of a record of {@code sluice.quota}: {@code <counter>/<window>/<nodeId>/<incarnation>}.
 *
 * @param counter what is counted together, without {@code /}
 * @param window a {@link Window}, or {@value #OPEN}: the connections that are open now
 */
public record QuotaKey(String counter, String window, String nodeId, String incarnation) {
    public static final String OPEN = "open";

    private static final Pattern SLASH = Pattern.compile("/");
    private static final int PARTS = 4;

    public QuotaKey {
        requireNonNull(counter, "counter");
        requireNonNull(window, "window");
        requireNonNull(nodeId, "nodeId");
        requireNonNull(incarnation, "incarnation");
    }

    /** The key in this text; empty when it is none. */
    public static Optional<QuotaKey> parse(String text) {
        String[] parts = SLASH.split(text, -1);
        if (parts.length != PARTS || parts[0].isEmpty() || parts[2].isEmpty() || parts[3].isEmpty()) {
            return Optional.empty();
        }
        boolean isWindow = OPEN.equals(parts[1]) || Window.parse(parts[1]).isPresent();
        return isWindow ? Optional.of(new QuotaKey(parts[0], parts[1], parts[2], parts[3])) : Optional.empty();
    }

    /** Returns the partition of all records of this counter. */
    public int partition(int partitions) {
        return Math.floorMod(Murmur2.hash(counter), partitions);
    }

    @Override
    public String toString() {
        return counter + '/' + window + '/' + nodeId + '/' + incarnation;
    }
}
