package dev.sluice.definition.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the parts of a tree stand in its text: for each list and map of the tree, the places of its entries. */
final class SourceMap {
    private final Map<JsonNode, Map<String, Place>> places = new IdentityHashMap<>();

    /** @param entry a map's key, or a list's index */
    void note(JsonNode container, String entry, Place place) {
        places.computeIfAbsent(container, any -> new HashMap<>()).put(entry, place);
    }

    @Nullable
    Place of(JsonNode container, String entry) {
        return places.getOrDefault(container, Map.of()).get(entry);
    }

    /** The place of what stands there, or else of the nearest thing around it. */
    Place find(JsonNode root, String pointer) {
        Place found = new Place(1, 1);
        JsonNode node = root;
        for (String token : Pointers.tokens(pointer)) {
            Place place = of(node, token);
            if (place == null) {
                return found;
            }
            found = place;
            node = node.isArray() ? node.path(Pointers.index(token)) : node.path(token);
        }
        return found;
    }
}
