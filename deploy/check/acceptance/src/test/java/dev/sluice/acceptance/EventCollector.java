package dev.sluice.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.acceptance.Fixture.ReceivedEvent;
import dev.sluice.model.eventstream.EventStreamSink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the events that a parser finds. */
final class EventCollector implements EventStreamSink {
    private final List<ReceivedEvent> events = new ArrayList<>();

    /** All but the control events. */
    List<ReceivedEvent> ofBackend() {
        return events.stream()
                .filter(event -> !event.type().startsWith("sluice."))
                .toList();
    }

    @Override
    public void onEvent(String type, byte[] data, @Nullable String ownId, String lastEventId) {
        events.add(new ReceivedEvent(type, new String(data, UTF_8)));
    }

    @Override
    public void onId(String lastEventId) {}

    @Override
    public void onOversize(@Nullable String type, long dataBytes, @Nullable String ownId, String lastEventId) {
        throw new AssertionError("an event of " + dataBytes + " bytes is over the limit");
    }

    @Override
    public void onRetry(long millis) {}

    @Override
    public void onComment() {}
}
