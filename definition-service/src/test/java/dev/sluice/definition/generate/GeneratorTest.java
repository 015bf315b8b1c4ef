package dev.sluice.definition.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.definition.Fixtures;
import dev.sluice.definition.document.AsyncApiVersion;
import dev.sluice.definition.document.Document;
import dev.sluice.definition.document.DocumentLimits;
import dev.sluice.definition.document.DocumentReader;
import dev.sluice.definition.document.DocumentSyntax;
import dev.sluice.definition.document.ReadResult;
import dev.sluice.definition.validate.Validator;
import dev.sluice.model.definition.ApiDesign;
import dev.sluice.model.definition.Finding;
import dev.sluice.model.definition.Findings;
import dev.sluice.model.wire.Wire;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratorTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final DocumentReader READER = new DocumentReader(DocumentLimits.DEFAULT);
    private static final Validator VALIDATOR = new Validator(READER);

    private static ApiDesign design() {
        return Wire.readDesign(Fixtures.bytes("generate/server-sent-events.json"));
    }

    private static ApiDesign design(Consumer<ObjectNode> change) throws IOException {
        ObjectNode json = (ObjectNode) JSON.readTree(Fixtures.bytes("generate/server-sent-events.json"));
        change.accept(json);
        return Wire.readDesign(JSON.writeValueAsBytes(json));
    }

    private static JsonNode tree(ApiDesign design, AsyncApiVersion version) {
        String text = Generator.generate(design, version, DocumentSyntax.YAML);
        ReadResult read = READER.read(Fixtures.utf8(text));
        assertThat(read).as(text).isInstanceOf(ReadResult.Parsed.class);
        Document document = ((ReadResult.Parsed) read).document();
        return document.root();
    }

    @Test
    void theDocumentsAreTheExamples() {
        assertThat(Generator.generate(design(), AsyncApiVersion.V2_6_0, DocumentSyntax.YAML))
                .isEqualTo(Fixtures.text("generate/server-sent-events-2.6.yaml"));
        assertThat(Generator.generate(design(), AsyncApiVersion.V3_0_0, DocumentSyntax.YAML))
                .isEqualTo(Fixtures.text("generate/server-sent-events-3.0.yaml"));
    }

    @Test
    void jsonSaysWhatYamlSays() throws IOException {
        for (AsyncApiVersion version : Generator.VERSIONS) {
            String json = Generator.generate(design(), version, DocumentSyntax.JSON);

            assertThat(JSON.readTree(json))
                    .isEqualTo(JSON.readTree(tree(design(), version).toString()));
            assertThat(json).endsWith("}\n").doesNotContain("\r");
        }
    }

    static Stream<Consumer<ObjectNode>> designs() {
        return Stream.of(
                json -> {},
                json -> json.remove("messages"),
                json -> json.remove(java.util.List.of("contact", "license", "tags", "externalDocs", "servers")),
                json -> json.put("name", "Prices & more").put("version", "v 1"),
                json -> json.put("description", "Two\nlines: with 'quotes', \"more\" and a tab\t."),
                json -> ((ObjectNode) json.path("auth")).remove("tokenUrl"),
                json -> ((ObjectNode) json.path("auth")).putObject("scopes"),
                json -> topic(json).put("authType", "None"),
                json -> topic(json).put("target", "/"),
                json -> topic(json).put("target", "/prices/{symbol}/{day}"),
                json -> topic(json).putArray("scopes").add("a").add("b"),
                json -> topic(json).putArray("scopes"),
                json -> ((ObjectNode) json.path("schemas"))
                        .putObject("SseFields")
                        .put("type", "string"),
                json -> ((ObjectNode) json.path("servers").path(0))
                        .putArray("hosts")
                        .add("a:8280")
                        .add("b:8280"));
    }

    private static ObjectNode topic(ObjectNode json) {
        return (ObjectNode) json.path("topics").path(0);
    }

    @ParameterizedTest
    @MethodSource("designs")
    void everyDocumentIsValid(Consumer<ObjectNode> change) throws IOException {
        ObjectNode json = (ObjectNode) JSON.readTree(Fixtures.bytes("generate/server-sent-events.json"));
        change.accept(json);
        if (!json.has("messages")) {
            json.path("topics").forEach(topic -> ((ObjectNode) topic).remove("messages"));
        }
        ApiDesign design = Wire.readDesign(JSON.writeValueAsBytes(json));

        for (AsyncApiVersion version : Generator.VERSIONS) {
            for (DocumentSyntax format : DocumentSyntax.values()) {
                String text = Generator.generate(design, version, format);
                Findings findings = VALIDATOR.validate(Fixtures.utf8(text));

                assertThat(findings.findings()).as(text).noneMatch(Finding::isError);
                assertThat(Generator.generate(design, version, format)).isEqualTo(text);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V2_6_0", "V3_0_0"})
    void anOpenTopicAsksForNothing(AsyncApiVersion version) throws IOException {
        JsonNode document = tree(design(json -> topic(json).put("authType", "None")), version);

        JsonNode operation =
                version.isV3() ? document.at("/operations/sendAll") : document.at("/channels/~1*/subscribe");
        assertThat(operation.path("security").isArray()).isTrue();
        assertThat(operation.path("security")).isEmpty();
        assertThat(operation.path("x-auth-type").textValue()).isEqualTo("None");
    }

    @Test
    void anyOfSeveralScopesIsEnoughAndAKeyHasNone() throws IOException {
        JsonNode document =
                tree(design(json -> topic(json).putArray("scopes").add("a").add("b")), AsyncApiVersion.V2_6_0);

        assertThat(document.at("/channels/~1*/subscribe/security"))
                .hasToString("[{\"oauth2\":[\"a\"]},{\"oauth2\":[\"b\"]}]");
        assertThat(document.at("/components/securitySchemes/oauth2/flows/clientCredentials/scopes"))
                .hasSize(4);
    }

    @Test
    void topicsWithTheSameIdGetNumbers() throws IOException {
        JsonNode document = tree(
                design(json -> topic(json).put("target", "/prices.symbol").remove("messages")), AsyncApiVersion.V3_0_0);

        assertThat(document.path("channels").fieldNames())
                .toIterable()
                .containsExactly("prices_symbol", "prices_symbol_2");
        assertThat(document.at("/operations/sendPrices_symbol_2/channel/$ref").textValue())
                .isEqualTo("#/channels/prices_symbol_2");
    }
}
