package dev.sluice.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.access.AccessKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever lies in a control topic is a record or is none: there is no third way for it to end its reader. */
class DamagedRecordsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String API_ID = "0b8f4c1e-5a54-4f0e-9d7c-3a0d8f6f1c11";
    private static final String CHANNEL = API_ID + "|Default|P|/memory";
    private static final String FEED = "#feed/" + API_ID + "/0";
    private static final String NODE = "gateway/gateway-1";
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "7",
            "0.5",
            "1e400",
            "1e-400",
            "1e999999999",
            "\"\"",
            "\"x\"",
            "[]",
            "[null]",
            "[[]]",
            "{}",
            "{\"x\":null}",
            "9223372036854775807",
            "9".repeat(999),
            "\"" + "y".repeat(100_000) + '"');

    record Kind(String golden, Function<byte[], Object> read) {
        @Override
        public String toString() {
            return golden;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("apis", Wire::readApi),
                access("access-application", AccessKey.application("a")),
                access("access-client", AccessKey.client("k")),
                access("access-subscription", AccessKey.subscription("a", API_ID)),
                access("access-jwk", AccessKey.signingKey("kid")),
                access("access-revoked", AccessKey.revoked("jti")),
                new Kind("nodes", json -> Wire.readNode(NODE, json)),
                new Kind("demand", json -> Wire.readDemand(CHANNEL + "#gateway-1", json)),
                new Kind("state", json -> Wire.readState(CHANNEL, json)),
                new Kind("feed", json -> Wire.readState(FEED, json)));
    }

    private static Kind access(String golden, AccessKey key) {
        return new Kind(golden, json -> Wire.readAccess(key, json));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyDamageOfEveryFieldIsReadOrRefusedAndNothingElse(Kind kind) throws IOException {
        // Given
        String whole = JSON.writeValueAsString(golden(kind));

        // When
        int refused = 0;
        for (String damaged : damagesOf(whole)) {
            try {
                assertThat(kind.read().apply(damaged.getBytes(StandardCharsets.UTF_8)))
                        .isNotNull();
            } catch (UnreadableRecordException _) {
                refused++;
            }
        }

        // Then
        assertThat(refused).isPositive();
    }

    /** Each field of a record, taken away and made something else; and the whole cut off anywhere. */
    private static List<String> damagesOf(String whole) throws IOException {
        List<String> damages = new ArrayList<>(VALUES);
        damages.add("");
        damages.add("\u0000");
        damages.add("[".repeat(200_000));
        damages.add("{\"x\":".repeat(200_000));
        for (int end = 1; end < whole.length(); end += 7) {
            damages.add(whole.substring(0, end));
        }
        JsonNode root = JSON.readTree(whole);
        for (String pointer : pointers(root, "")) {
            JsonNode without = JSON.readTree(whole);
            int slash = pointer.lastIndexOf('/');
            JsonNode parent = without.at(pointer.substring(0, slash));
            String name = pointer.substring(slash + 1);
            if (parent instanceof ObjectNode object) {
                object.remove(name);
                damages.add(without.toString());
                String mark = "\"the mark of the test\"";
                object.put(name, "the mark of the test");
                VALUES.forEach(value -> damages.add(without.toString().replace(mark, value)));
            }
        }
        return damages;
    }

    private static List<String> pointers(JsonNode node, String at) {
        List<String> all = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                all.add(at + '/' + name);
                all.addAll(pointers(object.get(name), at + '/' + name));
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                all.addAll(pointers(array.get(i), at + '/' + i));
            }
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "nodes; kind",
                "nodes; incarnation",
                "nodes; state",
                "nodes; environment",
                "demand; incarnation",
                "demand; apiId",
                "demand; environment",
                "demand; keyType",
                "demand; topic",
                "demand; path",
                "state; generation",
                "state; class",
                "state; topicId",
                "state; endpointHash",
                "state; status",
                "state; relay",
                "feed; topicId",
                "feed; relay",
                "apis; apiId",
                "apis; environment",
                "apis; basePath",
                "apis; state"
            })
    void aRecordThatLacksWhatItIsReadForIsNone(String golden, String field) throws IOException {
        Kind kind =
                kinds().filter(each -> each.golden().equals(golden)).findFirst().orElseThrow();
        ObjectNode record = (ObjectNode) golden(kind);
        record.remove(field);
        byte[] json = JSON.writeValueAsBytes(record);

        assertThatThrownBy(() -> kind.read().apply(json)).isInstanceOf(UnreadableRecordException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nodes", "demand", "state", "feed"})
    void aRecordOfALaterSchemaIsNone(String golden) throws IOException {
        Kind kind =
                kinds().filter(each -> each.golden().equals(golden)).findFirst().orElseThrow();
        byte[] json = JSON.writeValueAsBytes(((ObjectNode) golden(kind)).put("schema", 2));

        assertThatThrownBy(() -> kind.read().apply(json))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("schema 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#",
                "x",
                "a|b|P|/c",
                "api|Default|X|/memory#g",
                "#feed/a b/0#g",
                "#claim",
                "api|Default|P|memory#g",
                "a/b|Default|P|/memory#g"
            })
    void aDemandUnderAnotherKeyIsNone(String key) {
        assertThatThrownBy(() -> Wire.readDemand(key, null)).isInstanceOf(UnreadableRecordException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#feed",
                "#feed/",
                "#feed//0",
                "#feed/a/b/0",
                "#feed/a/-1",
                "#feed/a/x",
                "#feed/a b/0",
                "#feed/a/99999999999",
                "api",
                "api|Default|P|memory",
                "a b|Default|P|/memory",
                "#claim"
            })
    void aStateUnderAnotherKeyIsNone(String key) {
        assertThatThrownBy(() -> Wire.readState(key, null)).isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void whatIsShownOfItCannotForgeALineOfALog() {
        String forged = "x\r\n2026 ERROR \u001b[2J\u0000\u2028" + "y".repeat(1_000);

        assertThatThrownBy(() -> Wire.readState(forged, null)).message().matches("[ -~]{1,120}");
        assertThatThrownBy(() -> Wire.readApi(forged.getBytes(StandardCharsets.UTF_8)))
                .message()
                .matches("[ -~]{1,120}");
    }

    @Test
    void aNodeUnderTheKeyOfAnotherKindIsNone() throws IOException {
        byte[] gateway = JSON.writeValueAsBytes(golden(new Kind("nodes", json -> json)));

        assertThatThrownBy(() -> Wire.readNode("relay/gateway-1", gateway))
                .isInstanceOf(UnreadableRecordException.class);
    }

    private static JsonNode golden(Kind kind) throws IOException {
        try (InputStream file = WireTest.class.getResourceAsStream("/contract/" + kind.golden() + ".json")) {
            return JSON.readTree(file);
        }
    }
}
