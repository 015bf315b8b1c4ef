package dev.sluice.definition.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.LineBreak;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Writes trees: indented by two, lines end with LF, keys stay in their order; the same tree gives the same text. Texts that
 * YAML 1.1 or 1.2 would read as something else are quoted.
 */
public final class DocumentWriter {
    private static final ObjectWriter JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build()
            .writer(new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private DocumentWriter() {}

    public static String json(JsonNode tree) {
        try {
            return JSON.writeValueAsString(tree) + '\n';
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("cannot write a tree", impossible);
        }
    }

    public static String yaml(JsonNode tree) {
        DumperOptions options = new DumperOptions();
        options.setIndent(2);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setLineBreak(LineBreak.UNIX);
        options.setSplitLines(false);
        StringWriter text = new StringWriter();
        new Yaml(options).serialize(node(tree), text);
        return text.toString();
    }

    private static Node node(JsonNode tree) {
        return switch (tree.getNodeType()) {
            case OBJECT -> mapping(tree);
            case ARRAY -> sequence(tree);
            case STRING -> text(tree.textValue());
            case BOOLEAN -> plain(Tag.BOOL, tree.asText());
            case NUMBER -> plain(tree.isIntegralNumber() ? Tag.INT : Tag.FLOAT, tree.asText());
            case NULL, MISSING -> plain(Tag.NULL, "null");
            case BINARY, POJO -> throw new IllegalStateException("no JSON: " + tree.getNodeType());
        };
    }

    private static Node mapping(JsonNode tree) {
        List<NodeTuple> entries = new ArrayList<>();
        tree.properties().forEach(entry -> entries.add(new NodeTuple(text(entry.getKey()), node(entry.getValue()))));
        return new MappingNode(Tag.MAP, entries, entries.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
    }

    private static Node sequence(JsonNode tree) {
        List<Node> values = new ArrayList<>();
        tree.forEach(value -> values.add(node(value)));
        return new SequenceNode(Tag.SEQ, values, values.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
    }

    private static Node text(String text) {
        boolean lines = text.indexOf('\n') >= 0;
        return new ScalarNode(Tag.STR, text, null, null, lines ? ScalarStyle.LITERAL : ScalarStyle.PLAIN);
    }

    private static Node plain(Tag tag, String text) {
        return new ScalarNode(tag, text, null, null, ScalarStyle.PLAIN);
    }
}
