package dev.sluice.publisher.api.endpoint.probe;

import dev.sluice.model.eventstream.EventStreamLimits;
import dev.sluice.model.eventstream.EventStreamParser;
import dev.sluice.model.eventstream.EventStreamSink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What is kept of a stream while it is read, up to the limits of its probe. One thread at a time. */
final class StreamSampler implements EventStreamSink {
    private final ProbeLimits limits;
    private final LongSupplier elapsedMillis;
    private final EventStreamParser parser;
    private final List<SampleEvent> events = new ArrayList<>();
    private int bytes;
    private int comments;
    private @Nullable Long firstEventMillis;
    private @Nullable Long retryMillis;

    /** @param elapsedMillis since the stream was asked for */
    StreamSampler(ProbeLimits limits, LongSupplier elapsedMillis) {
        this.limits = limits;
        this.elapsedMillis = elapsedMillis;
        this.parser = new EventStreamParser(EventStreamLimits.forEventsUpTo(limits.bytes()), "", this);
    }

    void read(byte[] piece) {
        int length = Math.min(piece.length, limits.bytes() - bytes);
        bytes += length;
        parser.feed(piece, 0, length);
    }

    boolean areComplete() {
        return events.size() == limits.events() || bytes == limits.bytes();
    }

    /** @param otherwise why no more is read, if not for a limit */
    StreamSample sample(StreamEnd otherwise) {
        return new StreamSample(firstEventMillis, events, comments, retryMillis, end(otherwise));
    }

    private StreamEnd end(StreamEnd otherwise) {
        if (events.size() == limits.events()) {
            return StreamEnd.ENOUGH;
        }
        return bytes == limits.bytes() ? StreamEnd.TOO_MANY_BYTES : otherwise;
    }

    @Override
    public void onEvent(String type, byte[] data, @Nullable String ownId, String lastEventId) {
        if (events.size() == limits.events()) {
            return;
        }
        if (events.isEmpty()) {
            firstEventMillis = elapsedMillis.getAsLong();
        }
        events.add(SampleEvent.of(type, ownId == null || ownId.isEmpty() ? null : ownId, data));
    }

    @Override
    public void onId(String lastEventId) {}

    /** Only its type can be too long: its data is not, within the bytes that are read. */
    @Override
    public void onOversize(@Nullable String type, long dataBytes, @Nullable String ownId, String lastEventId) {}

    @Override
    public void onRetry(long millis) {
        retryMillis = millis;
    }

    @Override
    public void onComment() {
        comments++;
    }
}
