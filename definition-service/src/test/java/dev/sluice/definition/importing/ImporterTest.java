package dev.sluice.definition.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.definition.Fixtures;
import dev.sluice.definition.document.DocumentLimits;
import dev.sluice.definition.document.DocumentReader;
import dev.sluice.definition.validate.Validator;
import dev.sluice.model.definition.ApiDesign;
import dev.sluice.model.definition.DesignTopic;
import dev.sluice.model.definition.EventMessage;
import dev.sluice.model.definition.Finding;
import dev.sluice.model.definition.Findings;
import dev.sluice.model.definition.ImportedApi;
import dev.sluice.model.wire.Wire;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImporterTest {
    private static final DocumentReader READER = new DocumentReader(DocumentLimits.DEFAULT);
    private static final Importer IMPORTER = new Importer(READER, new Validator(READER));

    private static ImportedApi imported(byte[] text) {
        ImportResult result = IMPORTER.read(text);
        assertThat(result).as("%s", result).isInstanceOf(ImportResult.Imported.class);
        return ((ImportResult.Imported) result).api();
    }

    private static Findings refused(String text) {
        ImportResult result = IMPORTER.read(Fixtures.utf8(text));
        assertThat(result).as("%s", result).isInstanceOf(ImportResult.Refused.class);
        return ((ImportResult.Refused) result).findings();
    }

    private static DesignTopic topic(ImportedApi api, String target) {
        return api.topics().stream()
                .filter(topic -> topic.target().equals(target))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.6", "3.0"})
    void whatWasGeneratedComesBack(String version) {
        ApiDesign design = Wire.readDesign(Fixtures.bytes("generate/server-sent-events.json"));

        ImportedApi api = imported(Fixtures.bytes("generate/server-sent-events-" + version + ".yaml"));

        assertThat(api.name()).isEqualTo(design.name());
        assertThat(api.version()).isEqualTo(design.version());
        assertThat(api.context()).isEqualTo(design.context());
        assertThat(api.description()).isEqualTo(design.description());
        assertThat(api.streams()).isTrue();
        assertThat(api.servers()).as("they are gateways").isEmpty();
        assertThat(api.auth().scopes()).isEqualTo(design.auth().scopes());
        assertThat(api.auth().tokenUrl()).isEqualTo(design.auth().tokenUrl());
        assertThat(api.topics()).extracting(DesignTopic::target).containsExactly("/*", "/prices/{symbol}");
        for (DesignTopic topic : design.topics()) {
            DesignTopic read = topic(api, topic.target());
            assertThat(read.scopes()).isEqualTo(topic.scopes());
            assertThat(read.messages()).isEqualTo(topic.messages());
            assertThat(read.parameters()).isEqualTo(topic.parameters());
            assertThat(read.summary()).isEqualTo(topic.summary());
            assertThat(read.tags()).isEqualTo(topic.tags());
        }
        assertThat(api.messages()).isEqualTo(design.messages());
        assertThat(api.schemas()).isEqualTo(design.schemas());
    }

    @Test
    void aDocumentOfWso2InVersion2IsRead() {
        ImportedApi api = imported(Fixtures.bytes("importing/wso2-2.0.yaml"));

        assertThat(api.protocols()).containsExactly("sse");
        assertThat(api.streams()).isTrue();
        assertThat(api.servers())
                .containsExactly(
                        new ImportedApi.Server("production", "http://backend.example.com:8080/stream", "sse", false),
                        new ImportedApi.Server("sandbox", "http://sandbox.example.com:8080", "sse", true));
        assertThat(topic(api, "/*").authType()).isEqualTo("None");
        assertThat(topic(api, "/prices/{symbol}").scopes()).containsExactly("prices");
        assertThat(api.auth().scopes()).isEqualTo(Map.of("prices", "Read prices"));
        assertThat(api.auth().tokenUrl()).isNull();
        assertThat(topic(api, "/prices/{symbol}").messages()).hasSize(1);
    }

    @Test
    void aDocumentOfWso2InVersion3WithUnescapedReferencesIsRead() {
        ImportedApi api = imported(Fixtures.bytes("importing/wso2-3.0.yaml"));

        assertThat(api.topics()).extracting(DesignTopic::target).containsExactly("/*", "/prices/{symbol}");
        DesignTopic prices = topic(api, "/prices/{symbol}");
        assertThat(prices.authType()).as("the operation's counts").isEqualTo("None");
        assertThat(prices.scopes()).containsExactly("prices");
        assertThat(prices.messages()).containsExactly("price_message");
        assertThat(api.messages().get("price_message"))
                .extracting(EventMessage::type)
                .isEqualTo("price");
        assertThat(api.findings())
                .anySatisfy(finding -> {
                    assertThat(finding.rule()).isEqualTo(Validator.UNESCAPED_REF);
                    assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
                    assertThat(finding.line()).isPositive();
                })
                .noneMatch(Finding::isError);
    }

    @Test
    void anotherProtocolIsSaidToBeSo() {
        ImportedApi api = imported(Fixtures.bytes("asyncapi/official/spec-v3.0.0/streetlights-kafka-asyncapi.yml"));

        assertThat(api.streams()).isFalse();
        assertThat(api.protocols()).isNotEmpty().doesNotContain("sse", "https");
    }

    @Test
    void aDocumentThatIsNotValidIsRefusedWithPointerAndLine() {
        Findings findings = refused("asyncapi: 3.0.0\ninfo:\n  title: a\nchannels: {}\n");

        assertThat(findings.valid()).isFalse();
        assertThat(findings.findings()).anySatisfy(finding -> {
            assertThat(finding.isError()).isTrue();
            assertThat(finding.pointer()).isEqualTo("/info");
            assertThat(finding.line()).isEqualTo(2);
        });
        assertThat(refused("asyncapi: 3.0.0\na: [\n").findings().getFirst().line())
                .isEqualTo(3);
    }

    @Test
    void aDocumentWithNothingToReceiveIsRefused() {
        String publishing = "asyncapi: 2.6.0\ninfo: {title: a, version: '1'}\nchannels:\n  /a: {publish: {}}\n";

        assertThat(refused(publishing).findings())
                .anySatisfy(finding -> assertThat(finding.message()).contains("receive"));
    }

    @Test
    void aPayloadThatRefersOutIsLeftOutAndSaidSo() {
        ImportedApi api = imported(Fixtures.bytes("asyncapi/edge/3.0-remote-ref.yaml"));

        assertThat(api.messages().get("GenericEvent"))
                .extracting(EventMessage::payload)
                .isNull();
        assertThat(api.findings())
                .anySatisfy(finding -> assertThat(finding.rule()).isEqualTo("import-payload"));
    }

    @Test
    void aDocumentOfTheOfficialExamplesIsRead() {
        ImportedApi api = imported(Fixtures.bytes("asyncapi/official/spec-v3.0.0/gitter-streaming-asyncapi.yml"));

        assertThat(api.streams()).isTrue();
        assertThat(api.servers()).hasSize(1);
        assertThat(api.topics()).hasSize(1);
        assertThat(api.topics().getFirst().parameters()).hasSizeGreaterThan(0);
        assertThat(List.copyOf(api.messages().values())).hasSizeGreaterThan(1);
    }
}
