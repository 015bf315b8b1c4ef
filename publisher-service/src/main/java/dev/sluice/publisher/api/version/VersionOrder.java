package dev.sluice.publisher.api.version;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which of two versions is the older one: parts between dots, dashes and underscores, numbers by their value and before
 * words, {@code 1.0} before {@code 1.0.1}, {@code v2} before {@code v10}.
 */
public final class VersionOrder implements Comparator<String> {
    public static final VersionOrder OLDER_FIRST = new VersionOrder();

    private static final Pattern BETWEEN = Pattern.compile("[._-]|(?<=[0-9])(?=[^0-9._-])|(?<=[^0-9._-])(?=[0-9])");

    private VersionOrder() {}

    @Override
    public int compare(String one, String other) {
        List<String> parts = List.of(BETWEEN.split(one, -1));
        List<String> otherParts = List.of(BETWEEN.split(other, -1));
        for (int i = 0; i < Math.min(parts.size(), otherParts.size()); i++) {
            int order = compareParts(parts.get(i), otherParts.get(i));
            if (order != 0) {
                return order;
            }
        }
        int bySize = Integer.compare(parts.size(), otherParts.size());
        return bySize == 0 ? one.compareTo(other) : bySize;
    }

    private static int compareParts(String part, String other) {
        if (isNumber(part) && isNumber(other)) {
            return new BigInteger(part).compareTo(new BigInteger(other));
        }
        return isNumber(part) == isNumber(other) ? part.compareToIgnoreCase(other) : isNumber(part) ? -1 : 1;
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
