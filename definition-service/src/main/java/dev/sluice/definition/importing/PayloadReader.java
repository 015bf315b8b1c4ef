package dev.sluice.definition.importing;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.definition.document.DocumentReferences;
import dev.sluice.definition.document.LocatedNode;
import dev.sluice.definition.document.Outline;
import dev.sluice.definition.document.Pointers;
import dev.sluice.definition.document.ReferenceTarget;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Payload schemas with all the component schemas that they refer to. Those that refer to anything else are left out. */
final class PayloadReader {
    private static final String RULE = "import-payload";
    /** Values; of a long text as many as it is long. */
    private static final int MAX_TAKEN = 500_000;

    private static final int CHARACTERS = 16;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Outline outline;
    private final ImportNotes notes;
    private final Map<String, @Nullable Object> schemas = new LinkedHashMap<>();
    private int taken;

    PayloadReader(Outline outline, ImportNotes notes) {
        this.outline = outline;
        this.notes = notes;
    }

    /** The component schemas of all payloads that were read. */
    Map<String, @Nullable Object> schemas() {
        return schemas;
    }

    /** The schema as plain JSON; {@code null} when there is none, or it cannot stand alone. */
    @Nullable
    Object read(LocatedNode schema) {
        if (!schema.exists()) {
            return null;
        }
        Set<String> needed = new LinkedHashSet<>();
        Deque<LocatedNode> open = new ArrayDeque<>(List.of(schema));
        while (!open.isEmpty()) {
            LocatedNode next = open.pop();
            for (LocatedNode reference : references(next)) {
                Optional<String> name = componentSchema(reference);
                if (name.isEmpty()) {
                    notes.warning(
                            RULE,
                            schema,
                            "the payload is left out: its schema refers to " + DocumentReferences.ref(reference)
                                    + ", and only #/components/schemas/... is taken along");
                    return null;
                }
                if (!schemas.containsKey(name.get()) && needed.add(name.get())) {
                    open.push(outline.component("schemas").get(name.get()));
                }
            }
        }
        needed.forEach(name ->
                schemas.put(name, plain(outline.component("schemas").get(name).node())));
        return plain(schema.node());
    }

    /** @throws IllegalArgumentException when what was taken so far is far more than a document holds */
    @Nullable
    Object plain(JsonNode node) {
        count(node);
        return node.isMissingNode() ? null : MAPPER.convertValue(node, Object.class);
    }

    private void count(JsonNode node) {
        outline.document().work().step();
        taken += 1 + (node.isTextual() ? node.textValue().length() / CHARACTERS : 0);
        if (taken > MAX_TAKEN) {
            throw new IllegalArgumentException("the same schemas are referred to too often for an import");
        }
        node.forEach(this::count);
    }

    private static List<LocatedNode> references(LocatedNode from) {
        List<LocatedNode> references = new ArrayList<>();
        Deque<LocatedNode> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            LocatedNode next = open.pop();
            if (DocumentReferences.isReference(next.node())) {
                references.add(next);
            }
            next.entries().forEach(open::push);
        }
        return references;
    }

    private Optional<String> componentSchema(LocatedNode reference) {
        if (!(outline.references().follow(reference) instanceof ReferenceTarget.Found)) {
            return Optional.empty();
        }
        String ref = DocumentReferences.ref(reference);
        List<String> tokens = ref.startsWith("#/") ? Pointers.tokens(ref.substring(1)) : List.of();
        boolean component = tokens.size() >= 3
                && tokens.get(0).equals("components")
                && tokens.get(1).equals("schemas")
                && outline.component("schemas").node().has(tokens.get(2));
        return component ? Optional.of(tokens.get(2)) : Optional.empty();
    }
}
