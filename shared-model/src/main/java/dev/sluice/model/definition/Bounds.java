package dev.sluice.model.definition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks of components, each named in what is thrown; copies that cannot be changed and keep their order. */
final class Bounds {
    /** Characters of a name, an id, a URL. */
    static final int SHORT = 2_000;
    /** Characters of a description. */
    static final int LONG = 32_766;
    /** Entries of a list or map. */
    static final int MANY = 1_000;

    private static final int MAX_DEPTH = 64;

    private Bounds() {}

    static String required(String component, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(component + " is required");
        }
        return text(component, text, SHORT);
    }

    /** Absent = empty. */
    static String text(String component, @Nullable String text, int maxLength) {
        if (text != null && text.length() > maxLength) {
            throw new IllegalArgumentException(
                    component + " has at most " + maxLength + " characters, was " + text.length());
        }
        return text == null ? "" : text;
    }

    static @Nullable String optional(String component, @Nullable String text) {
        return text == null ? null : text(component, text, SHORT);
    }

    static <T> List<T> list(String component, @Nullable List<T> list) {
        if (list == null) {
            return List.of();
        }
        checkSize(component, list.size());
        return List.copyOf(list);
    }

    /** {@code Map.copyOf} would lose the order, and with it the same bytes for the same input. */
    static <T> Map<String, T> map(String component, @Nullable Map<String, T> map) {
        if (map == null) {
            return Map.of();
        }
        checkSize(component, map.size());
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** A JSON value as maps, lists, texts, numbers, booleans and {@code null}. */
    static @Nullable Object json(String component, @Nullable Object value) {
        return json(component, value, 0);
    }

    private static @Nullable Object json(String component, @Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException(component + " is nested deeper than " + MAX_DEPTH);
        }
        return switch (value) {
            case null -> null;
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, inner) -> copy.put(String.valueOf(key), json(component, inner, depth + 1)));
                yield Collections.unmodifiableMap(copy);
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>();
                list.forEach(inner -> copy.add(json(component, inner, depth + 1)));
                yield Collections.unmodifiableList(copy);
            }
            case String text -> text;
            case Number number -> number;
            case Boolean flag -> flag;
            default -> throw new IllegalArgumentException(component + " holds no JSON: " + value.getClass());
        };
    }

    private static void checkSize(String component, int size) {
        if (size > MANY) {
            throw new IllegalArgumentException(component + " has at most " + MANY + " entries, was " + size);
        }
    }
}
