package dev.sluice.publisher.audit;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** States of things as JSON: the components of records, maps, lists; secrets masked; at most 64 KiB. */
final class AuditJson {
    private static final int MAX_BYTES = 65_536;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
            .build();

    private AuditJson() {}

    /** The same state made of maps, lists, texts, numbers and booleans. */
    static Map<String, @Nullable Object> plain(Object state) {
        return MAPPER.convertValue(state, new TypeReference<>() {});
    }

    /** @return {@code null} = there is no such state */
    static @Nullable String masked(@Nullable Map<String, @Nullable Object> state) {
        if (state == null) {
            return null;
        }
        String json = write(SecretMask.masked(state));
        // A column of JSON takes no zero characters.
        String storable = json.replace("\\u0000", "\\uFFFD");
        int bytes = storable.getBytes(StandardCharsets.UTF_8).length;
        return bytes <= MAX_BYTES ? storable : write(Map.of("notKept", "the state has " + bytes + " bytes"));
    }

    private static String write(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("plain values are JSON", impossible);
        }
    }
}
