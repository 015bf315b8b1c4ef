package dev.sluice.publisher.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two states of a thing, objects within it compared field by field; lists are compared whole.
 *
 * @param before the fields that differ, as they were; one that was not there is left out
 * @param after the same fields as they are
 */
record Difference(Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
    static Difference between(Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        Difference difference = new Difference(new LinkedHashMap<>(), new LinkedHashMap<>());
        before.forEach((name, old) -> difference.compare(name, old, after));
        after.forEach((name, value) -> {
            if (!before.containsKey(name)) {
                difference.after.put(name, value);
            }
        });
        return difference;
    }

    private void compare(String name, @Nullable Object old, Map<String, @Nullable Object> others) {
        Object value = others.get(name);
        if (Objects.equals(old, value)) {
            return;
        }
        if (old instanceof Map<?, ?> oldObject && value instanceof Map<?, ?> object) {
            Difference inside = between(named(oldObject), named(object));
            before.put(name, inside.before);
            after.put(name, inside.after);
            return;
        }
        before.put(name, old);
        if (others.containsKey(name)) {
            after.put(name, value);
        }
    }

    private static Map<String, @Nullable Object> named(Map<?, ?> object) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        object.forEach((key, value) -> named.put(String.valueOf(key), value));
        return named;
    }
}
