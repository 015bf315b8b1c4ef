package dev.sluice.definition.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of a tree stand in its text: for each list and map of the tree, the places of its entries in their
 * order. A place is looked for only when something is said about it, so it may cost a walk; there may be very many.
 */
final class SourceMap {
    private final Map<JsonNode, TextPositions> places = new IdentityHashMap<>();

    /** Lines and columns in turn. */
    private static final class TextPositions {
        private int[] numbers = new int[4];
        private int size;

        void add(TextPosition place) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * size);
            }
            numbers[size++] = place.line();
            numbers[size++] = place.column();
        }

        @Nullable
        TextPosition get(int index) {
            return index < 0 || 2 * index >= size ? null : new TextPosition(numbers[2 * index], numbers[2 * index + 1]);
        }
    }

    /** The place of the entry that is put into the container next. */
    void note(JsonNode container, TextPosition place) {
        places.computeIfAbsent(container, any -> new TextPositions()).add(place);
    }

    /** @param entry a map's key, or a list's index */
    @Nullable
    TextPosition of(JsonNode container, String entry) {
        TextPositions noted = places.get(container);
        return noted == null ? null : noted.get(index(container, entry));
    }

    private static int index(JsonNode container, String entry) {
        if (container.isArray()) {
            return Pointers.index(entry);
        }
        Iterator<String> names = container.fieldNames();
        for (int i = 0; names.hasNext(); i++) {
            if (names.next().equals(entry)) {
                return i;
            }
        }
        return -1;
    }

    /** The place of what stands there, or else of the nearest thing around it. */
    TextPosition find(JsonNode root, String pointer) {
        TextPosition found = new TextPosition(1, 1);
        JsonNode node = root;
        for (String token : Pointers.tokens(pointer)) {
            TextPosition place = of(node, token);
            if (place == null) {
                return found;
            }
            found = place;
            node = node.isArray() ? node.path(Pointers.index(token)) : node.path(token);
        }
        return found;
    }
}
