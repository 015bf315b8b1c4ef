package dev.sluice.publisher.api.body;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.publisher.api.design.TopicDoc;
import dev.sluice.publisher.web.problem.Fields;

/** What a body writes about a topic. */
final class TopicDocReader {
    private static final int MAX_DESCRIPTION = 32_766;
    private static final int MAX_SCHEMA = 65_536;
    private static final String SCHEMA = "payloadSchema";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private TopicDocReader() {}

    static TopicDoc read(Fields topic) {
        String schema = topic.text(SCHEMA, "", MAX_SCHEMA);
        if (!schema.isBlank()) {
            check(topic, schema);
        }
        return new TopicDoc(topic.text("description", "", MAX_DESCRIPTION), schema.isBlank() ? "" : schema);
    }

    private static void check(Fields topic, String schema) {
        try {
            JsonNode tree = JSON.readTree(schema);
            if (!tree.isObject() && !tree.isBoolean()) {
                topic.wrong(SCHEMA, "must be a JSON schema: an object, true or false");
            }
        } catch (JsonProcessingException broken) {
            var place = broken.getLocation();
            topic.wrong(
                    SCHEMA,
                    "is not JSON: " + broken.getOriginalMessage()
                            + (place == null
                                    ? ""
                                    : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ')'));
        }
    }
}
