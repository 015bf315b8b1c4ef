package dev.sluice.definition.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import dev.sluice.definition.document.DocumentReferences;
import dev.sluice.definition.document.LocatedNode;
import dev.sluice.definition.document.ReferenceTarget;
import dev.sluice.definition.document.Work;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks values with the schemas of one document, which is not trusted: references stay in the document, patterns are
 * matched in linear time, and the whole costs no more than a budget. What a reference leads to is a resource of its own, so
 * that nothing of the document is taken for a schema which is none. One thread.
 */
final class PayloadSchemas {
    private static final long STEPS = 2_000_000;
    private static final String BASE = "https://document.invalid/";
    private static final String REF = "$ref";
    /** A dialect that a schema names, and names that it gives itself, would only lead elsewhere. */
    private static final Set<String> LEADING_AWAY = Set.of("$schema", "$id");

    private final Budget budget;
    private final DocumentReferences references;
    private final SchemaRegistry registry;
    private final Map<String, LocatedNode> resources = new HashMap<>();
    private final Map<String, String> iriByRef = new HashMap<>();
    /** The same part of the document may be written in many ways. */
    private final Map<String, String> iriByTarget = new HashMap<>();

    private final Map<String, Schema> compiled = new HashMap<>();

    PayloadSchemas(DocumentReferences references, Work work) {
        this.budget = new Budget(STEPS, work);
        this.references = references;
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .locale(Locale.ENGLISH)
                .formatAssertionsEnabled(false)
                .preloadSchema(false)
                .regularExpressionFactory(new LinearPatterns(budget))
                .build();
        this.registry = SchemaRegistry.withDialect(
                WatchedDialect.draft7(budget),
                builder -> builder.schemaRegistryConfig(config).schemaLoader(new ClosedLoader(this::resource)));
    }

    /** What became of a check. */
    sealed interface Result {
        /** Every place where the value is not as the schema says; empty = it is. */
        record Checked(List<SchemaErrors.Violation> errors) implements Result {}

        /** The schema is none that can be used. */
        record NotChecked(String reason) implements Result {}
    }

    Result check(LocatedNode schema, JsonNode value) {
        try {
            return new Result.Checked(SchemaErrors.of(compiled(schema).validate(value)));
        } catch (WatchedDialect.TooManyErrors some) {
            return new Result.Checked(SchemaErrors.of(some.found()));
        } catch (Budget.Exhausted exhausted) {
            return new Result.NotChecked("the schemas of this document cost too much");
        } catch (StackOverflowError endless) {
            return new Result.NotChecked("the schema refers to itself without end");
        } catch (SchemaException unusable) {
            return new Result.NotChecked("the schema cannot be used: " + unusable.getMessage());
        }
    }

    private Schema compiled(LocatedNode schema) {
        Schema known = compiled.get(schema.pointer());
        if (known != null) {
            return known;
        }
        SchemaLocation location = SchemaLocation.of(BASE + "schema" + compiled.size());
        Schema made = registry.getSchema(location, cleaned(schema.node()));
        compiled.put(schema.pointer(), made);
        return made;
    }

    private Optional<String> resource(String iri) {
        LocatedNode reference = resources.get(iri);
        return reference != null && references.follow(reference) instanceof ReferenceTarget.Found found
                ? Optional.of(cleaned(found.at().node()).toString())
                : Optional.empty();
    }

    private JsonNode cleaned(JsonNode node) {
        budget.spend(1);
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode(array.size());
            array.forEach(entry -> copy.add(cleaned(entry)));
            return copy;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        ObjectNode copy = object.objectNode();
        object.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (entry.getKey().equals(REF) && value.isTextual()) {
                copy.put(REF, iri(value.textValue()));
            } else if (!LEADING_AWAY.contains(entry.getKey()) || !value.isTextual()) {
                copy.set(entry.getKey(), cleaned(value));
            }
        });
        return copy;
    }

    private String iri(String ref) {
        return iriByRef.computeIfAbsent(ref, unknown -> {
            LocatedNode reference = references.to(unknown);
            String target = references.follow(reference) instanceof ReferenceTarget.Found found
                    ? '#' + found.at().pointer()
                    : unknown;
            return iriByTarget.computeIfAbsent(target, one -> {
                String iri = BASE + "ref" + iriByTarget.size();
                resources.put(iri, reference);
                return iri;
            });
        });
    }
}
