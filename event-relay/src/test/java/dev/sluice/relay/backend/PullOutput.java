package dev.sluice.relay.backend;

import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.relay.UpstreamStatus;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a pull has written to its log. */
sealed interface PullOutput {
    /** @param data byte for byte as ISO-8859-1 */
    record Event(
            @Nullable String type, String data, @Nullable String id) implements PullOutput {
        static Event of(@Nullable String type, byte[] data, @Nullable String id) {
            return new Event(type, new String(data, StandardCharsets.ISO_8859_1), id);
        }
    }

    record Mark(String id) implements PullOutput {}

    record Gap(ControlEvent.Gap gap) implements PullOutput {}

    record End(ControlEvent.End end) implements PullOutput {}

    record Status(UpstreamStatus status) implements PullOutput {}
}
