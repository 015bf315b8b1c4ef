package dev.sluice.publisher.usage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.TreeMap;

/** How many streams were closed, by reason, as the database has it: a JSON object of numbers. */
final class ClosedStreams {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<TreeMap<String, Long>> TYPE = new TypeReference<>() {};

    private ClosedStreams() {}

    static String text(Map<String, Long> closed) {
        try {
            return JSON.writeValueAsString(closed);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("cannot write numbers by name", impossible);
        }
    }

    static Map<String, Long> of(String text) {
        try {
            return JSON.readValue(text, TYPE);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the database has no numbers by name: " + text, broken);
        }
    }
}
