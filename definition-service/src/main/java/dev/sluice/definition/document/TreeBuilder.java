package dev.sluice.definition.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Makes a tree of YAML nodes and notes where all stands. Aliases become copies, so a tree of few nodes may grow without
 * end: it is counted while it grows. One use each.
 */
final class TreeBuilder {
    private static final Set<Tag> SCALAR_TAGS =
            Set.of(CoreResolver.PLAIN, Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL);
    private static final String MERGE = "<<";
    /** As YAML has it for keys without a question mark. */
    private static final int MAX_KEY = 1_024;

    private static final int EXPANSION = 2;

    private final DocumentLimits limits;
    private final SourceMap places;
    private final Work work;
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int nodes;
    private long characters;

    TreeBuilder(DocumentLimits limits, SourceMap places, Work work) {
        this.limits = limits;
        this.places = places;
        this.work = work;
    }

    JsonNode build(Node node) {
        TextPosition place = TextPosition.of(node.getStartMark());
        work.step();
        if (++nodes > limits.maxNodes()) {
            throw new RefusedTextException(
                    "too-large",
                    "the document has more than " + limits.maxNodes() + " values, aliases expanded",
                    place);
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar, place);
        }
        if (open.size() >= limits.maxDepth()) {
            throw new RefusedTextException(
                    "too-deep", "the document is nested deeper than " + limits.maxDepth() + " levels", place);
        }
        if (!open.add(node)) {
            throw new RefusedTextException("alias-cycle", "an alias stands inside of what it stands for", place);
        }
        JsonNode built = switch (node) {
            case MappingNode mapping -> object(mapping, place);
            case SequenceNode sequence -> array(sequence, place);
            default -> throw new IllegalStateException("unknown node " + node.getNodeId());
        };
        open.remove(node);
        return built;
    }

    private JsonNode scalar(ScalarNode scalar, TextPosition place) {
        count(scalar.getValue(), place);
        Tag tag = scalar.getTag();
        if (!SCALAR_TAGS.contains(tag)) {
            throw refusedTag(tag, place);
        }
        return tag.equals(Tag.STR) ? TextNode.valueOf(scalar.getValue()) : PlainScalars.value(scalar.getValue(), place);
    }

    /** A long text of which there are many aliases is short where it is read, and long where it is written. */
    private void count(String text, TextPosition place) {
        characters += text.length();
        if (characters > (long) EXPANSION * limits.maxBytes()) {
            throw new RefusedTextException(
                    "too-large",
                    "the texts of the document have more than " + (long) EXPANSION * limits.maxBytes()
                            + " characters, aliases expanded",
                    place);
        }
    }

    private static void checkKey(String key, TextPosition place) {
        if (key.length() > MAX_KEY) {
            throw new RefusedTextException("key", "a key has at most " + MAX_KEY + " characters", place);
        }
    }

    private ArrayNode array(SequenceNode sequence, TextPosition place) {
        if (!sequence.getTag().equals(Tag.SEQ)) {
            throw refusedTag(sequence.getTag(), place);
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Node value : sequence.getValue()) {
            places.note(array, TextPosition.of(value.getStartMark()));
            array.add(build(value));
        }
        return array;
    }

    private ObjectNode object(MappingNode mapping, TextPosition place) {
        if (!mapping.getTag().equals(Tag.MAP)) {
            throw refusedTag(mapping.getTag(), place);
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        List<ObjectNode> merged = new ArrayList<>();
        for (NodeTuple entry : mapping.getValue()) {
            TextPosition keyPlace = TextPosition.of(entry.getKeyNode().getStartMark());
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw new RefusedTextException("key", "a key must be a text, not a list or a map", keyPlace);
            }
            checkKey(key.getValue(), keyPlace);
            count(key.getValue(), keyPlace);
            if (key.getValue().equals(MERGE) && key.getScalarStyle() == ScalarStyle.PLAIN) {
                merged.addAll(mergeSources(entry.getValueNode()));
            } else {
                put(object, key.getValue(), entry.getValueNode(), keyPlace);
            }
        }
        merged.forEach(source -> merge(object, source));
        return object;
    }

    private void put(ObjectNode object, String key, Node value, TextPosition place) {
        if (object.has(key)) {
            TextPosition before = places.of(object, key);
            throw new RefusedTextException(
                    "duplicate-key",
                    "the key '" + shortened(key) + "' is there twice, first in line "
                            + (before == null ? 0 : before.line()),
                    place);
        }
        places.note(object, place);
        object.set(key, build(value));
    }

    /** YAML merge keys: a map, or a list of maps of which the first that has a key counts. */
    private List<ObjectNode> mergeSources(Node value) {
        List<Node> sources = value instanceof SequenceNode sequence ? sequence.getValue() : List.of(value);
        List<ObjectNode> built = new ArrayList<>();
        for (Node source : sources) {
            if (!(build(source) instanceof ObjectNode object)) {
                throw new RefusedTextException(
                        "merge", "<< takes a map or a list of maps", TextPosition.of(source.getStartMark()));
            }
            built.add(object);
        }
        return built;
    }

    private void merge(ObjectNode object, ObjectNode source) {
        source.properties().forEach(entry -> {
            if (!object.has(entry.getKey())) {
                TextPosition place = places.of(source, entry.getKey());
                places.note(object, place == null ? TextPosition.UNKNOWN : place);
                object.set(entry.getKey(), entry.getValue());
            }
        });
    }

    private static RefusedTextException refusedTag(Tag tag, TextPosition place) {
        return new RefusedTextException("tag", "the tag " + shortened(tag.getValue()) + " is not read", place);
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }
}
