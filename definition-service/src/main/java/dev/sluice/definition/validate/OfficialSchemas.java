package dev.sluice.definition.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import dev.sluice.definition.document.AsyncApiVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The official JSON schemas of AsyncAPI, from npm {@code @asyncapi/specs}; each is compiled when it is first asked for. Thread
 * safe.
 *
 * <p>They are mended as they are loaded. {@code oneOf: [Reference, X]} is meant to say "a reference, or else an X"; where an X
 * may have any property, a reference is both, and {@code oneOf} refuses it. It becomes {@code if} there is a {@code $ref}
 * {@code then} Reference {@code else} X, which also spares the reader the errors of a branch that was not meant.
 */
final class OfficialSchemas {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String REFERENCE = "/Reference.json";

    private final Map<AsyncApiVersion, Schema> compiled = new EnumMap<>(AsyncApiVersion.class);

    synchronized Schema of(AsyncApiVersion version) {
        return compiled.computeIfAbsent(version, OfficialSchemas::compile);
    }

    private static Schema compile(AsyncApiVersion version) {
        ObjectNode bundle = load(version);
        mend(bundle);
        Map<String, String> resources = new HashMap<>();
        bundle.path("definitions").forEach(definition -> {
            String id = definition.path("$id").asText();
            if (!id.isEmpty()) {
                resources.put(id, definition.toString());
            }
        });
        ObjectNode top = bundle.deepCopy();
        top.remove("definitions");
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .locale(Locale.ENGLISH)
                .formatAssertionsEnabled(true)
                .build();
        SchemaRegistry registry = SchemaRegistry.withDialect(
                WatchedDialect.draft7(null),
                builder -> builder.schemaRegistryConfig(config)
                        .schemaLoader(new ClosedLoader(iri -> Optional.ofNullable(resources.get(iri)))));
        Schema schema = registry.getSchema(SchemaLocation.of(top.path("$id").asText()), top);
        schema.initializeValidators();
        return schema;
    }

    private static ObjectNode load(AsyncApiVersion version) {
        String name = "/asyncapi-schemas/" + version.text() + ".json";
        try (InputStream file = OfficialSchemas.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("no schema " + name + " on the class path");
            }
            return (ObjectNode) JSON.readTree(file);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + name, broken);
        }
    }

    private static void mend(JsonNode node) {
        node.forEach(OfficialSchemas::mend);
        if (node instanceof ObjectNode object && object.path("oneOf") instanceof ArrayNode branches) {
            ArrayNode others = JSON.createArrayNode();
            JsonNode reference = null;
            for (JsonNode branch : branches) {
                if (branch.path("$ref").asText().endsWith(REFERENCE)) {
                    reference = branch;
                } else {
                    others.add(branch);
                }
            }
            if (reference != null && !others.isEmpty()) {
                object.remove("oneOf");
                object.putObject("if").putArray("required").add("$ref");
                object.set("then", reference);
                object.set(
                        "else",
                        others.size() == 1
                                ? others.get(0)
                                : JSON.createObjectNode().set("oneOf", others));
            }
        }
    }
}
