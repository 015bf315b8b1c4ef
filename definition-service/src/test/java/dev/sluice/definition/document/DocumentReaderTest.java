package dev.sluice.definition.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.definition.Fixtures;
import dev.sluice.model.definition.Finding;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String HEAD = "asyncapi: 3.0.0\ninfo: {title: a, version: '1'}\n";

    private final DocumentReader reader = new DocumentReader(DocumentLimits.DEFAULT);

    private Finding refused(String text) {
        return refused(reader, Fixtures.utf8(text));
    }

    private static Finding refused(DocumentReader reader, byte[] text) {
        assertThat(reader.read(text)).isInstanceOf(ReadResult.Refused.class);
        return ((ReadResult.Refused) reader.read(text)).finding();
    }

    private Document read(String text) {
        ReadResult result = reader.read(Fixtures.utf8(text));
        assertThat(result).isInstanceOf(ReadResult.Parsed.class);
        return ((ReadResult.Parsed) result).document();
    }

    static Stream<Arguments> whatIsRefused() {
        return Stream.of(
                Arguments.of("", "empty", 0),
                Arguments.of("# nothing\n", "empty", 0),
                Arguments.of("- a\n", "asyncapi", 1),
                Arguments.of("info: {}\n", "asyncapi", 1),
                Arguments.of("openapi: 3.0.0\n", "asyncapi", 1),
                Arguments.of("info: {}\nasyncapi: 2.6\n", "asyncapi", 2),
                Arguments.of("asyncapi: 3.9.0\n", "asyncapi", 1),
                Arguments.of(HEAD + "x-a: 1\nx-a: 2\n", "duplicate-key", 4),
                Arguments.of(HEAD + "x-a: {b: 1, 'b': 2}\n", "duplicate-key", 3),
                Arguments.of("{\"asyncapi\": \"3.0.0\",\n \"a\": 1, \"a\": 2}", "duplicate-key", 2),
                Arguments.of(HEAD + "x-a: &a [*a]\n", "alias-cycle", 3),
                Arguments.of(HEAD + "x-a: !!java.net.URL ['http://127.0.0.1']\n", "tag", 3),
                Arguments.of(HEAD + "x-a: !mine 1\n", "tag", 3),
                Arguments.of(HEAD + "x-a: !!binary aGk=\n", "tag", 3),
                Arguments.of(HEAD + "? [a, b]\n: 1\n", "key", 3),
                Arguments.of(HEAD + "x-a:\n  <<: 5\n", "merge", 4),
                Arguments.of(HEAD + "x-a: 1e1000000000\n", "number", 3),
                Arguments.of(HEAD + "x-a: " + "9".repeat(101) + "\n", "number", 3),
                Arguments.of(HEAD + "x-a: .inf\n", "number", 3),
                Arguments.of(HEAD + "---\nasyncapi: 3.0.0\n", "syntax", 3),
                Arguments.of(HEAD + "x-a: [\n", "syntax", 4),
                Arguments.of(HEAD + "x-a:\n\tb: 1\n", "syntax", 4),
                Arguments.of(HEAD + "x-a: \u0007\n", "syntax", 0));
    }

    @ParameterizedTest
    @MethodSource("whatIsRefused")
    void whatIsNoDocumentIsRefusedWithRuleAndLine(String text, String rule, int line) {
        Finding finding = refused(text);

        assertThat(finding.rule()).isEqualTo(rule);
        assertThat(finding.line()).isEqualTo(line);
        assertThat(finding.isError()).isTrue();
        assertThat(finding.message()).isNotBlank();
    }

    private static DocumentLimits limits(int maxBytes, int maxNodes) {
        return new DocumentLimits(maxBytes, maxNodes, 64, 50, 1_000_000, Duration.ofMinutes(1));
    }

    @Test
    void aLongTextWithManyAliasesIsRefused() {
        String text = "x-a: &a '" + "a".repeat(1_000) + "'\nx-b: [" + "*a, ".repeat(8) + "1]\n";

        assertThat(refused(new DocumentReader(limits(2_000, 1_000)), Fixtures.utf8(HEAD + text))
                        .rule())
                .isEqualTo("too-large");
    }

    @Test
    void aKeyIsNoLongerThanYamlHasIt() {
        String text = "x-a:\n  ? " + "a".repeat(1_025) + "\n  : 1\n";

        assertThat(refused(new DocumentReader(DocumentLimits.DEFAULT), Fixtures.utf8(HEAD + text))
                        .rule())
                .isEqualTo("key");
    }

    @Test
    void aTextThatIsTooLongIsRefusedBeforeItIsParsed() {
        DocumentReader small = new DocumentReader(limits(100, 1_000));

        assertThat(refused(small, Fixtures.utf8("[".repeat(101))).rule()).isEqualTo("too-large");
    }

    @Test
    void moreValuesThanTheLimitAreRefusedWithoutAndWithAliases() {
        DocumentReader small = new DocumentReader(limits(1 << 20, 100));
        String list = "x-a: &a [" + "1, ".repeat(60) + "1]\n";

        assertThat(refused(small, Fixtures.utf8("x-a: [" + "1, ".repeat(300) + "1]"))
                        .rule())
                .isEqualTo("too-large");
        assertThat(refused(small, Fixtures.utf8(HEAD + list + "x-b: *a\n")).rule())
                .isEqualTo("too-large");
        assertThat(small.read(Fixtures.utf8(HEAD + list))).isInstanceOf(ReadResult.Parsed.class);
    }

    @Test
    void aTreeThatIsTooDeepIsRefusedWithoutAndWithAliases() {
        assertThat(refused(HEAD + "x-a: " + "[".repeat(5_000)).message()).containsIgnoringCase("nest");
        StringBuilder chain = new StringBuilder(HEAD + "x-0: &x0 [[[[1]]]]\n");
        for (int i = 1; i < 20; i++) {
            chain.append("x-%d: &x%d [[[[*x%d]]]]\n".formatted(i, i, i - 1));
        }
        assertThat(refused(chain.toString()).rule()).isEqualTo("too-deep");
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        assertThat(refused(reader, new byte[] {'a', ':', ' ', (byte) 0xC3, '\n'})
                        .rule())
                .isEqualTo("encoding");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    true                | true
                    True                | true
                    on                  | "on"
                    no                  | "no"
                    'true'              | "true"
                    ~                   | null
                    null                | null
                    12                  | 12
                    007                 | 7
                    0x1F                | 31
                    0o17                | 15
                    -1                  | -1
                    12:30               | "12:30"
                    1_000               | "1_000"
                    2026-11-24          | "2026-11-24"
                    1.50                | 1.50
                    1e3                 | 1E+3
                    !!str 5             | "5"
                    9223372036854775808 | 9223372036854775808
                    """)
    void scalarsMeanWhatYaml12Says(String written, String json) {
        assertThat(read(HEAD + "x-a: " + written + "\n").root().path("x-a")).hasToString(json);
    }

    @Test
    void anExplicitKeyWinsOverAMergedOne() throws IOException {
        Document document = read(HEAD + "x-a: &a {b: 1, c: 2}\nx-d: &d {b: 5, e: 6}\nx-f:\n  <<: [*a, *d]\n  c: 3\n");

        assertThat(document.root().path("x-f")).isEqualTo(JSON.readTree("{\"c\": 3, \"b\": 1, \"e\": 6}"));
    }

    @Test
    void everyPartIsFoundInTheText() {
        Document document = read("asyncapi: 3.0.0\ninfo:\n  title: a\n  'a/b~c':\n    - x\n    - {y: 1}\n");

        assertThat(line(document, "/info/title")).isEqualTo(3);
        assertThat(line(document, "/info/a~1b~0c/1")).isEqualTo(6);
        assertThat(line(document, "/info/a~1b~0c/1/y")).isEqualTo(6);
        assertThat(line(document, "/info/missing/deeper")).isEqualTo(2);
        assertThat(document.finding(Finding.Severity.INFO, "r", "m", "/info/title")
                        .column())
                .isEqualTo(3);
    }

    private static int line(Document document, String pointer) {
        return document.finding(Finding.Severity.INFO, "r", "m", pointer).line();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.0", "2.6.0", "3.0.0"})
    void jsonIsReadAsAJsonParserReadsIt(String version) throws IOException {
        byte[] schema = Fixtures.bytes("asyncapi-schemas/" + version + ".json");
        JsonNode plain = JSON.readTree(schema);
        String asDocument = "{\n\t\"asyncapi\": \"3.0.0\",\n\t\"x-a\":" + plain + "}";

        assertThat(read(asDocument).root().path("x-a")).isEqualTo(plain);
    }

    @Test
    void jsonMayHaveTabsEscapesAndAByteOrderMark() throws IOException {
        String json =
                "{\n\t\"asyncapi\":\"3.0.0\",\t\"x-a\": \"a\\/b\\u00e4\\ud83d\\ude00\\t\\n\", \"x-b\":[1,-2.5e3,true,null]}";

        JsonNode read = read('\uFEFF' + json).root();

        assertThat(read.path("x-a").textValue())
                .isEqualTo(JSON.readTree(json).path("x-a").textValue());
        assertThat(read.path("x-b")).hasToString("[1,-2.5E+3,true,null]");
    }
}
