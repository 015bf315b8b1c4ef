package dev.sluice.publisher.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** What no client should send: values, texts of parameters, bodies. */
final class Hostility {
    /** Stands in a tree for a text of JSON that a tree cannot hold. */
    private static final String MARK = "0f8fad5b-hostile";

    private static final List<String> JSON = List.of(
            "null",
            "true",
            "-1",
            "0.5",
            "1e400",
            "-99999999999999999999999",
            "9223372036854775808",
            "\"\"",
            "\" \"",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "{\"\":null}",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"a\\udc00b\"",
            "\"\\u202e\\u0085\\uffff\"",
            "\"../../etc/passwd\"",
            "\"' or 1=1; --\"",
            "\"%s%n${jndi:ldap://x}#{1+1}\"",
            "\"http://[::1\"",
            "\"2026-99-99T99:99:99Z\"",
            '"' + "x".repeat(5_000) + '"',
            '"' + "\\u00e4".repeat(70) + '"',
            "[".repeat(900) + "]".repeat(900),
            "{\"a\":".repeat(300) + "1" + "}".repeat(300),
            '[' + "1,".repeat(3_000) + "1]",
            // No JSON at all.
            "NaN",
            "'x'",
            "\"",
            "{",
            "1".repeat(2_000));

    private static final List<String> TEXTS = List.of(
            "",
            "%20",
            "%00",
            "a%00b",
            "%ED%A0%80",
            "%FF%FE",
            "%C0%AF",
            "%2e%2e%2f",
            "%2F",
            "%252F",
            "..",
            "a;b=c",
            "%3B",
            "*",
            "-1",
            "99999999999999999999",
            "1e9",
            "true",
            "null",
            "%27%20or%201%3D1--",
            "%F0%9F%98%80",
            "%E2%80%AE",
            "00000000-0000-0000-0000-000000000000",
            "0-0-0-0-0",
            "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
            // In base64url, three times U+0000.
            "AAAA",
            "x".repeat(300),
            "x".repeat(3_000),
            "%25".repeat(200),
            "%",
            "%zz",
            "%u0041");

    private static final List<String> TAGS = List.of(
            "\"", "*", "W/\"1\"", "\"0\"", ",,,", "\"99999999999999999999\"", "\\", "x".repeat(2_000), "\u00e4");

    private static final List<String> TYPES = List.of(
            "text/plain",
            "application/xml",
            "application/json; charset=utf-16",
            "application/json;charset=nonsense",
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "multipart/form-data; boundary=\"",
            "multipart/form-data; boundary=" + "b".repeat(200),
            "application/x-www-form-urlencoded",
            "application/octet-stream",
            "*/*",
            "json",
            "/",
            ";");

    private final RandomGenerator random;

    Hostility(RandomGenerator random) {
        this.random = random;
    }

    /** Percent-encoded, or meant to be. */
    String parameter() {
        return pick(TEXTS);
    }

    /** As {@link #parameter}, but never empty: that would be another path. */
    String segment() {
        String text = parameter();
        return text.isEmpty() ? "%20" : text;
    }

    String entityTag() {
        return pick(TAGS);
    }

    String contentType() {
        return pick(TYPES);
    }

    /** A body that was right, with one thing wrong. */
    byte[] body(JsonNode good) {
        return switch (random.nextInt(8)) {
            case 0 -> bytes(pick(JSON));
            case 1 -> damaged(bytes(good.toString()));
            case 2 -> new byte[0];
            case 3 -> withOneMore(good);
            default -> bytes(withOneChanged(good));
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** No longer UTF-8, or cut off. */
    byte[] damaged(byte[] good) {
        int place = random.nextInt(good.length);
        if (random.nextBoolean()) {
            return java.util.Arrays.copyOf(good, place);
        }
        byte[] damaged = good.clone();
        damaged[place] = (byte) (0x80 + random.nextInt(0x80));
        return damaged;
    }

    /** With an unknown field, or one that is there twice. */
    private byte[] withOneMore(JsonNode good) {
        String text = good.toString();
        return good.isObject() && !good.isEmpty()
                ? bytes("{\""
                        + (random.nextBoolean() ? "unknown" : good.fieldNames().next()) + "\":" + pick(JSON) + ','
                        + text.substring(1))
                : bytes('[' + text + ',' + pick(JSON) + ']');
    }

    private String withOneChanged(JsonNode good) {
        JsonNode changed = good.deepCopy();
        List<JsonNode> parents = new ArrayList<>();
        collect(changed, parents);
        if (parents.isEmpty()) {
            return pick(JSON);
        }
        boolean isRemoved = random.nextInt(4) == 0;
        switch (parents.get(random.nextInt(parents.size()))) {
            case ObjectNode object -> {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                String name = names.get(random.nextInt(names.size()));
                if (isRemoved) {
                    object.remove(name);
                } else {
                    object.put(name, MARK);
                }
            }
            case ArrayNode array -> array.set(random.nextInt(array.size()), MARK);
            default -> throw new AssertionError("neither an object nor an array");
        }
        return changed.toString().replace('"' + MARK + '"', pick(JSON));
    }

    private static void collect(JsonNode node, List<JsonNode> parents) {
        if (!node.isEmpty()) {
            parents.add(node);
            node.forEach(child -> collect(child, parents));
        }
    }

    private String pick(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
