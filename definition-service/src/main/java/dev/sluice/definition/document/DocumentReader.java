package dev.sluice.definition.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.definition.Finding;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads the text of an AsyncAPI document, JSON or YAML, from an untrusted source. It composes nodes and never builds an
 * object that a text names. What is not read is refused with the place, in time that is bounded by the limits. Thread
 * safe.
 */
public final class DocumentReader {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final DocumentLimits limits;

    public DocumentReader(DocumentLimits limits) {
        this.limits = limits;
    }

    /** Reads with a deadline of its own. */
    public ReadResult read(byte[] bytes) {
        return read(bytes, limits.work());
    }

    /** @throws WorkEndedException when the work ends before the document is read */
    public ReadResult read(byte[] bytes, Work work) {
        try {
            return document(tree(bytes, work), work);
        } catch (RefusedTextException refused) {
            return refused(null, refused.rule(), String.valueOf(refused.getMessage()), "", refused.place());
        }
    }

    private Tree tree(byte[] bytes, Work work) {
        if (bytes.length > limits.maxBytes()) {
            throw new RefusedTextException(
                    "too-large",
                    "the document has " + bytes.length + " bytes; at most " + limits.maxBytes() + " are read",
                    TextPosition.UNKNOWN);
        }
        Node node = compose(decode(bytes), work);
        if (node == null) {
            throw new RefusedTextException("empty", "the document is empty", TextPosition.UNKNOWN);
        }
        SourceMap places = new SourceMap();
        return new Tree(new TreeBuilder(limits, places, work).build(node), places);
    }

    private static String decode(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            String unmarked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
            return JsonText.isJson(unmarked) ? JsonText.asYaml(unmarked) : unmarked;
        } catch (CharacterCodingException wrong) {
            throw new RefusedTextException("encoding", "the document is not UTF-8", TextPosition.UNKNOWN);
        }
    }

    private @Nullable Node compose(String text, Work work) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        options.setNestingDepthLimit(limits.maxDepth());
        options.setMaxAliasesForCollections(limits.maxAliases());
        options.setProcessComments(false);
        // None is followed: the tree's builder refuses all but those of JSON, and says where.
        options.setTagInspector(tag -> true);
        try {
            Parser parser =
                    new CountingParser(new ParserImpl(new StreamReader(text), options), limits.maxNodes(), work);
            return new Composer(parser, new CoreResolver(), options).getSingleNode();
        } catch (MarkedYAMLException wrong) {
            TextPosition place =
                    wrong.getProblemMark() == null ? TextPosition.UNKNOWN : TextPosition.of(wrong.getProblemMark());
            throw new RefusedTextException("syntax", "neither YAML nor JSON: " + problem(wrong), place);
        } catch (YAMLException wrong) {
            throw new RefusedTextException("syntax", "not read: " + wrong.getMessage(), TextPosition.UNKNOWN);
        }
    }

    private static String problem(MarkedYAMLException wrong) {
        String context = wrong.getContext() == null ? "" : wrong.getContext() + ", ";
        return context + wrong.getProblem();
    }

    private static ReadResult document(Tree tree, Work work) {
        if (!(tree.node() instanceof ObjectNode root)) {
            return refused(
                    null, "asyncapi", "the document must be a map with the key 'asyncapi'", "", new TextPosition(1, 1));
        }
        JsonNode said = root.path("asyncapi");
        TextPosition place = tree.places().find(root, "/asyncapi");
        if (!said.isTextual()) {
            return refused(null, "asyncapi", notSaid(root, said), said.isMissingNode() ? "" : "/asyncapi", place);
        }
        Optional<AsyncApiVersion> version = AsyncApiVersion.of(said.textValue());
        return version.isPresent()
                ? new ReadResult.Parsed(new Document(root, version.get(), tree.places(), work))
                : refused(
                        said.textValue(),
                        "asyncapi",
                        "AsyncAPI " + said.textValue() + " is not read; read are " + AsyncApiVersion.list(),
                        "/asyncapi",
                        place);
    }

    private static String notSaid(ObjectNode root, JsonNode said) {
        if (root.has("openapi") || root.has("swagger")) {
            return "this is an OpenAPI document, not an AsyncAPI document";
        }
        return said.isMissingNode()
                ? "the document must say its version: 'asyncapi: 3.0.0'"
                : "the version must be a text of three numbers, such as 3.0.0; found " + said;
    }

    private static ReadResult refused(
            @Nullable String asyncapi, String rule, String message, String pointer, TextPosition place) {
        return new ReadResult.Refused(
                asyncapi, new Finding(Finding.Severity.ERROR, rule, message, pointer, place.line(), place.column()));
    }

    private record Tree(JsonNode node, SourceMap places) {}
}
