package dev.sluice.model.eventstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what it is told, in order. */
final class RecordingSink implements EventStreamSink {
    final List<Told> told = new ArrayList<>();

    @Override
    public void onEvent(String type, byte[] data, @Nullable String ownId, String lastEventId) {
        told.add(new Told.Event(type, new String(data, ISO_8859_1), ownId, lastEventId));
    }

    @Override
    public void onId(String lastEventId) {
        told.add(new Told.Id(lastEventId));
    }

    @Override
    public void onOversize(@Nullable String type, long dataBytes, @Nullable String ownId, String lastEventId) {
        told.add(new Told.Oversize(type, dataBytes, ownId, lastEventId));
    }

    @Override
    public void onRetry(long millis) {
        told.add(new Told.Retry(millis));
    }

    @Override
    public void onComment() {
        told.add(new Told.Comment());
    }
}
