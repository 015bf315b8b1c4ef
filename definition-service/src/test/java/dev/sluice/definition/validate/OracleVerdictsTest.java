package dev.sluice.definition.validate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.definition.Fixtures;
import dev.sluice.definition.document.DocumentLimits;
import dev.sluice.definition.document.DocumentReader;
import dev.sluice.model.definition.Findings;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference parser and we agree about every document, but for those that are named here with the reason. */
class OracleVerdictsTest {
    /** Documents that it refuses and we do not. */
    private static final Map<String, String> ONLY_OURS_VALID = Map.of(
            "official/spec-v2.3.0/social-media/comments-service/asyncapi.yaml",
            "it looks into the other files, where one reference leads nowhere; we do not follow references out",
            "official/spec-v2.4.0/social-media/comments-service/asyncapi.yaml",
            "likewise",
            "official/spec-v3.0.0/adeo-kafka-request-reply-asyncapi.yml",
            "it judges what its resolver puts in the place of remote Avro schemas",
            "official/spec-v3.1.0/adeo-kafka-request-reply-asyncapi.yml",
            "likewise");

    /** Documents that it accepts and we do not. */
    private static final Map<String, String> ONLY_ITS_VALID = Map.of();

    private static final Validator VALIDATOR = new Validator(new DocumentReader(DocumentLimits.DEFAULT));

    record Verdict(String document, boolean valid) {}

    static Stream<Verdict> verdicts() throws IOException {
        JsonNode verdicts = new JsonMapper().readTree(Fixtures.bytes("asyncapi/verdicts.json"));
        return verdicts.properties().stream()
                .map(entry -> new Verdict(
                        entry.getKey(), entry.getValue().path("valid").booleanValue()));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void ourVerdictIsTheReferenceParsers(Verdict expected) {
        Findings findings = VALIDATOR.validate(Fixtures.bytes("asyncapi/" + expected.document()));

        boolean agreed = expected.valid()
                ? !ONLY_ITS_VALID.containsKey(expected.document())
                : ONLY_OURS_VALID.containsKey(expected.document());
        assertThat(findings.valid()).as("%s", findings.findings()).isEqualTo(agreed);
        assertThat(findings.findings())
                .allSatisfy(finding -> assertThat(finding.message()).isNotBlank());
    }
}
