package dev.sluice.definition.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sluice.definition.Fixtures;
import dev.sluice.definition.document.DocumentLimits;
import dev.sluice.definition.document.DocumentReader;
import dev.sluice.definition.document.Work;
import dev.sluice.definition.document.WorkEndedException;
import dev.sluice.model.definition.Findings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
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
    void whatIsLargeIsAnsweredSoon(String text) {
        assertThat(text.length()).isLessThan(DocumentLimits.DEFAULT.maxBytes());

        assertThat(soon(Fixtures.utf8(text)).findings()).isNotEmpty();
    }

    private static String filled(String head, int bytes, IntFunction<String> line) {
        StringBuilder text = new StringBuilder(head);
        for (int i = 0; text.length() < bytes; i++) {
            text.append(line.apply(i));
        }
        return text.toString();
    }

    /** Each part refers to the next, to itself, or to one that is as large as all of them. */
    static Stream<IntFunction<String>> referring() {
        String schemas = HEAD + "channels: {}\ncomponents:\n  schemas:\n";
        return Stream.of(
                bytes -> filled(
                        schemas, bytes, i -> "    s%d: {$ref: '#/components/schemas/s%d'}\n".formatted(i, i + 1)),
                bytes -> filled(schemas, bytes, i -> "    s%1$d: {$ref: '#/components/schemas/s%1$d'}\n".formatted(i)),
                bytes -> filled(
                        schemas + "    s0: {}\n",
                        bytes,
                        i -> "    s%d: {default: 1, allOf: [{$ref: '#/components/schemas/s%d'}]}\n"
                                .formatted(i + 1, i)),
                bytes -> filled(
                        filled(
                                        HEAD + "components:\n  messages:\n    m:\n      oneOf:\n",
                                        bytes / 2,
                                        i -> "        - {messageId: m%d}\n".formatted(i))
                                + "channels:\n",
                        bytes,
                        i -> "  c%d: {subscribe: {message: {$ref: '#/components/messages/m'}}}\n".formatted(i)),
                bytes -> filled(
                        filled(
                                        "asyncapi: 3.0.0\ninfo: {title: a, version: '1'}\nchannels:\n  a:\n    messages:\n",
                                        bytes / 2,
                                        i -> "      m%d: {}\n".formatted(i))
                                + "operations:\n",
                        bytes,
                        i -> "  o%d: {action: send, channel: {$ref: '#/channels/a'}}\n".formatted(i)));
    }

    private static long steps(String text) {
        Work work = DocumentLimits.DEFAULT.work();
        assertThat(VALIDATOR.validate(Fixtures.utf8(text), work).findings()).isNotEmpty();
        return work.steps();
    }

    @ParameterizedTest
    @MethodSource("referring")
    void twiceTheReferencesTakeTwiceTheSteps(IntFunction<String> document) {
        long once = steps(document.apply(50_000));

        assertThat(steps(document.apply(100_000))).isLessThan(once * 5 / 2);
    }

    /** 2.x: the parameters of one channel are asked for by many, under other names each time. */
    private static String fan() {
        return filled(
                filled(
                                HEAD + "components:\n  channels:\n    a:\n      parameters:\n",
                                200_000,
                                i -> "        p%d: {}\n".formatted(i))
                        + "channels:\n",
                400_000,
                i -> "  c%d: {$ref: '#/components/channels/a'}\n".formatted(i));
    }

    private static WorkEndedException ended(Work work) {
        return assertThrowsExactly(WorkEndedException.class, () -> VALIDATOR.validate(Fixtures.utf8(fan()), work));
    }

    @Test
    void workThatTakesTooManyStepsEnds() {
        Work work = DocumentLimits.DEFAULT.work();

        assertThat(ended(work).rule()).isEqualTo("too-costly");
        assertThat(work.steps()).isLessThan(21_000_000);
    }

    @Test
    void workEndsAtItsDeadline() {
        AtomicLong now = new AtomicLong();
        Work work = new Work(Long.MAX_VALUE, Duration.ofSeconds(10), () -> now.addAndGet(100_000_000));

        assertThat(ended(work)).hasMessageContaining("not checked within 10000 ms");
        assertThat(work.steps()).isLessThan(5_000_000);
    }

    @Test
    void workEndsWhenItsClientHasGone() {
        AtomicReference<Work> given = new AtomicReference<>();
        Work work = new Work(Long.MAX_VALUE, Duration.ofSeconds(10), () -> {
            Work own = given.get();
            if (own != null && own.steps() > 100_000) {
                own.cancel();
            }
            return 0;
        });
        given.set(work);

        assertThat(ended(work).rule()).isEqualTo("cancelled");
        assertThat(work.steps()).isLessThan(110_000);
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
