package dev.sluice.relay.backend;

import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.relay.UpstreamStatus;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a pull has told its log. */
sealed interface Told {
    /** @param data byte for byte as ISO-8859-1 */
    record Event(
            @Nullable String type, String data, @Nullable String id) implements Told {
        static Event of(@Nullable String type, byte[] data, @Nullable String id) {
            return new Event(type, new String(data, StandardCharsets.ISO_8859_1), id);
        }
    }

    record Mark(String id) implements Told {}

    record Gap(ControlEvent.Gap gap) implements Told {}

    record End(ControlEvent.End end) implements Told {}

    record Status(UpstreamStatus status) implements Told {}
}
