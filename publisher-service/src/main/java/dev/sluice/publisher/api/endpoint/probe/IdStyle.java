package dev.sluice.publisher.api.endpoint.probe;

import dev.sluice.model.WireName;
import java.util.regex.Pattern;

/** What the ids of a backend look like. */
enum IdStyle implements WireName {
    NUMBERS,
    OTHER,
    NONE,
    /** No event was seen. */
    UNKNOWN;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    static IdStyle of(StreamSample sample) {
        if (sample.events().isEmpty()) {
            return UNKNOWN;
        }
        if (sample.ids().isEmpty()) {
            return NONE;
        }
        return sample.ids().stream().allMatch(IdStyle::isNumber) ? NUMBERS : OTHER;
    }

    static boolean isNumber(String id) {
        return NUMBER.matcher(id).matches();
    }
}
