package dev.sluice.model.eventstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what it is given, in order. */
final class RecordingSink implements EventStreamSink {
    final List<ParserOutput> outputs = new ArrayList<>();

    @Override
    public void onEvent(String type, byte[] data, @Nullable String ownId, String lastEventId) {
        outputs.add(new ParserOutput.Event(type, new String(data, ISO_8859_1), ownId, lastEventId));
    }

    @Override
    public void onId(String lastEventId) {
        outputs.add(new ParserOutput.Id(lastEventId));
    }

    @Override
    public void onOversize(@Nullable String type, long dataBytes, @Nullable String ownId, String lastEventId) {
        outputs.add(new ParserOutput.Oversize(type, dataBytes, ownId, lastEventId));
    }

    @Override
    public void onRetry(long millis) {
        outputs.add(new ParserOutput.Retry(millis));
    }

    @Override
    public void onComment() {
        outputs.add(new ParserOutput.Comment());
    }
}
