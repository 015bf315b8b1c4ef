package dev.sluice.publisher.api.endpoint.probe;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An event of a backend.
 *
 * @param id its own; {@code null} = none
 * @param data at most {@value #MAX_DATA_BYTES} bytes of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SampleEvent(String type, @Nullable String id, String data) {
    static final int MAX_DATA_BYTES = 1024;

    static SampleEvent of(String type, @Nullable String id, byte[] data) {
        return new SampleEvent(type, id, cut(data));
    }

    /** Not within a character. */
    private static String cut(byte[] data) {
        int end = Math.min(data.length, MAX_DATA_BYTES);
        while (end < data.length && end > 0 && (data[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(Arrays.copyOf(data, end), StandardCharsets.UTF_8);
    }
}
