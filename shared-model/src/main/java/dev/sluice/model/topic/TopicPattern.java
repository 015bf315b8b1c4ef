package dev.sluice.model.topic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The address of a topic: literal ({@code /memory}), template ({@code /prices/{symbol}}) or wildcard ({@code /*},
 * {@code /a/*}: anything below). Patterns sort in the order in which they are tried: literal, then template, then wildcard,
 * longer first.
 */
public final class TopicPattern implements Comparable<TopicPattern> {
    public static final int MAX_LENGTH = 200;

    private static final Pattern PARAMETER = Pattern.compile("\\{[A-Za-z_][A-Za-z0-9_-]{0,63}}");
    private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9._~!$&'()+,;=:@%-]+");
    private static final String WILDCARD = "*";

    private final String text;
    private final List<String> segments;

    private TopicPattern(String text, List<String> segments) {
        this.text = text;
        this.segments = segments;
    }

    /**
     * The pattern in this text.
     *
     * @throws IllegalArgumentException with what is wrong and where
     */
    public static TopicPattern of(String text) {
        if (!text.startsWith("/") || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "topic '" + text + "' must begin with / and have at most " + MAX_LENGTH + " characters");
        }
        List<String> segments = List.of(text.substring(1).split("/", -1));
        Set<String> names = new HashSet<>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            boolean wildcard = segment.equals(WILDCARD) && i == segments.size() - 1;
            boolean parameter = PARAMETER.matcher(segment).matches();
            boolean emptyEnd = segment.isEmpty() && segments.size() == 1;
            if (!wildcard && !parameter && !emptyEnd && !isLiteral(segment)) {
                throw new IllegalArgumentException("topic '" + text
                        + "' has a segment that is neither literal, {name} nor a" + " last *: '" + segment + "'");
            }
            if (parameter && !names.add(segment)) {
                throw new IllegalArgumentException("topic '" + text + "' names " + segment + " twice");
            }
        }
        return new TopicPattern(text, segments);
    }

    private static boolean isLiteral(String segment) {
        return LITERAL.matcher(segment).matches() && !segment.equals(".") && !segment.equals("..");
    }

    /**
     * Returns whether it has neither parameters nor a wildcard: such a topic is one channel, and pulled all the time by
     * default.
     */
    public boolean isLiteral() {
        return kind() == 0;
    }

    /** Returns whether it has anything below it: there a slash at the end of a path is a part of it. */
    public boolean isWildcard() {
        return kind() == 2;
    }

    /**
     * What its variable parts are on this path: {@code {name}} by its name in braces, the rest under {@code *}. Empty when
     * the path is not its.
     *
     * @param path normalised, begins with {@code /}
     */
    public Optional<Map<String, String>> match(String path) {
        String[] parts = path.substring(1).split("/", -1);
        Map<String, String> found = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (segment.equals(WILDCARD)) {
                if (parts.length <= i) {
                    return Optional.empty();
                }
                found.put(WILDCARD, String.join("/", List.of(parts).subList(i, parts.length)));
                return Optional.of(found);
            }
            if (i >= parts.length || !matches(segment, parts[i], found)) {
                return Optional.empty();
            }
        }
        return parts.length == segments.size() ? Optional.of(found) : Optional.empty();
    }

    private static boolean matches(String segment, String part, Map<String, String> found) {
        if (segment.startsWith("{") && !part.isEmpty()) {
            found.put(segment, part);
            return true;
        }
        return segment.equals(part);
    }

    /**
     * The backend's path for a match: a mapping such as {@code /v2/{symbol}} or {@code /events/*} with its parts filled in.
     */
    public static String fill(String mapping, Map<String, String> match) {
        List<String> filled = new ArrayList<>();
        for (String segment : mapping.split("/", -1)) {
            filled.add(match.getOrDefault(segment, segment));
        }
        return String.join("/", filled);
    }

    private int kind() {
        if (segments.getLast().equals(WILDCARD)) {
            return 2;
        }
        return segments.stream().anyMatch(segment -> segment.startsWith("{")) ? 1 : 0;
    }

    @Override
    public int compareTo(TopicPattern other) {
        int byKind = Integer.compare(kind(), other.kind());
        int byLength = Integer.compare(other.segments.size(), segments.size());
        int byText = Integer.compare(other.text.length(), text.length());
        return byKind != 0 ? byKind : byLength != 0 ? byLength : byText != 0 ? byText : text.compareTo(other.text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TopicPattern pattern && pattern.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
