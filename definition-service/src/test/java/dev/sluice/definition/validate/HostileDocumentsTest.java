package dev.sluice.definition.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sluice.definition.Fixtures;
import dev.sluice.definition.document.DocumentLimits;
import dev.sluice.definition.document.DocumentReader;
import dev.sluice.model.definition.Findings;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that are made to cost much are answered soon, with a finding. */
class HostileDocumentsTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String HEAD = "asyncapi: 2.6.0\ninfo: {title: a, version: '1'}\n";

    private static final Validator VALIDATOR = new Validator(new DocumentReader(DocumentLimits.DEFAULT));

    private static Findings soon(byte[] text) {
        return assertTimeoutPreemptively(SOON, () -> VALIDATOR.validate(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"billion-laughs", "java-tag", "thin-alias-bomb"})
    void theFixturesAreRefused(String name) {
        Findings findings = soon(Fixtures.bytes("asyncapi/hostile/" + name + ".yaml"));

        assertThat(findings.valid()).isFalse();
        assertThat(findings.findings()).isNotEmpty();
    }

    @Test
    void aPatternThatBacktracksIsMatchedInLinearTime() {
        Findings findings = soon(Fixtures.bytes("asyncapi/hostile/redos.yaml"));

        assertThat(findings.findings())
                .anySatisfy(finding -> assertThat(finding.rule()).isEqualTo("message-examples"));
    }

    static Stream<String> large() {
        StringBuilder many = new StringBuilder(HEAD + "channels:\n");
        for (int i = 0; many.length() < 1_000_000; i++) {
            many.append("  c").append(i).append(": {}\n");
        }
        return Stream.of(
                HEAD + "x-a: " + "a".repeat(1_040_000),
                HEAD + "x-a: '" + "a ".repeat(520_000) + "'",
                HEAD + "x-a: \"" + "\\u00e4".repeat(170_000) + "\"",
                HEAD + "x-a: [" + "1,".repeat(500_000) + "1]",
                HEAD + "x-a: " + "- ".repeat(500_000),
                HEAD + "x-a: " + "? ".repeat(500_000),
                HEAD + "x-a: " + "{a: ".repeat(200_000),
                HEAD + "x-a: " + "&a ".repeat(300_000),
                HEAD + "x-a: |\n" + "  a\n".repeat(250_000),
                HEAD + "#" + "a".repeat(1_040_000),
                many.toString());
    }

    @ParameterizedTest
    @MethodSource("large")
    void whatFillsTheLimitIsAnsweredSoon(String text) {
        assertThat(text.length()).isLessThan(DocumentLimits.DEFAULT.maxBytes());

        assertThat(soon(Fixtures.utf8(text)).findings()).isNotEmpty();
    }

    private static String withSchemas(String schemas) {
        return HEAD
                + "channels:\n  a:\n    subscribe:\n      message:\n"
                + "        payload: {$ref: '#/components/schemas/s0'}\n"
                + "        examples: [{payload: {a: {a: {a: {a: {a: {a: {a: {a: 1}}}}}}}}}]\n"
                + "components:\n  schemas:\n" + schemas;
    }

    @Test
    void schemasThatBranchForEverAreGivenUp() {
        StringBuilder schemas = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            schemas.append(
                    "    s%d: {allOf: [{$ref: '#/components/schemas/s%d'}, {$ref: '#/components/schemas/s%d'}]}\n"
                            .formatted(i, i + 1, i + 1));
        }
        schemas.append("    s40: {type: object}\n");

        Findings findings = soon(Fixtures.utf8(withSchemas(schemas.toString())));

        assertThat(findings.findings())
                .anySatisfy(finding -> assertThat(finding.message()).contains("cost too much"));
    }

    @Test
    void schemasThatReferToThemselvesAreGivenUp() {
        Findings endless = soon(Fixtures.utf8(withSchemas("    s0: {allOf: [{$ref: '#/components/schemas/s0'}]}\n")));
        Findings tree = soon(Fixtures.utf8(withSchemas("    s0: {properties: {a: {anyOf: [{type: integer},"
                + " {$ref: '#/components/schemas/s0'}, {$ref: '#/components/schemas/s0'}]}}}\n")));

        assertThat(endless.findings())
                .anySatisfy(finding -> assertThat(finding.message()).contains("not checked"));
        assertThat(tree.valid()).as("%s", tree.findings()).isTrue();
    }

    @Test
    void aDocumentInWhichEverythingIsWrongIsAnsweredWithSomeOfIt() {
        StringBuilder schemes = new StringBuilder(HEAD + "channels: {}\ncomponents:\n  securitySchemes:\n");
        for (int i = 0; i < 30_000; i++) {
            schemes.append("    s").append(i).append(": {}\n");
        }

        Findings findings = soon(Fixtures.utf8(schemes.toString()));

        assertThat(findings.valid()).isFalse();
        assertThat(findings.findings()).hasSizeBetween(100, 1_000);
    }

    @Test
    void patternsThatWouldGrowWithoutEndAreNotCompiled() {
        String schema = "    s0: {properties: {a: {pattern: '(((a{1000}){1000}){1000}){1000}'}}}\n";

        assertThat(soon(Fixtures.utf8(withSchemas(schema))).findings())
                .anySatisfy(finding -> assertThat(finding.rule()).isEqualTo("schema-pattern"));
    }
}
