package dev.sluice.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.event.RecordKind;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.jspecify.annotations.Nullable;

/** Frames for tests. */
final class Frames {
    static final String CHANNEL = "api|Default|P|/x";
    static final FrameEncoder ENCODER = new FrameEncoder(UnpooledByteBufAllocator.DEFAULT);

    private Frames() {}

    static Frame of(String generation, long sequence, long offset) {
        return of(RecordKind.EVENT, generation, sequence, offset);
    }

    /** With the broker's time. */
    static Frame at(long offset, long timestamp) {
        FeedRecord row = new FeedRecord(
                offset,
                timestamp,
                RecordKind.EVENT,
                CHANNEL,
                0,
                "aaaaaaaaaa",
                offset + 1,
                null,
                null,
                "e".getBytes(UTF_8));
        return ENCODER.encode(CHANNEL, row);
    }

    /** Three types in turn, one of them none. */
    static @Nullable String typeOf(long sequence) {
        return sequence % 3 == 0 ? null : "type-" + sequence % 3;
    }

    static Frame of(RecordKind kind, String generation, long sequence, long offset) {
        return of(kind, generation, sequence, offset, 0);
    }

    static Frame of(RecordKind kind, String generation, long sequence, long offset, long time) {
        return of(kind, generation, sequence, offset, time, "e" + sequence);
    }

    static Frame of(RecordKind kind, String generation, long sequence, long offset, long time, String data) {
        String known = generation.length() == 10 ? generation : "aaaaaaaaaa";
        String type = kind == RecordKind.EVENT ? typeOf(sequence) : null;
        FeedRecord row =
                new FeedRecord(offset, time, kind, CHANNEL, 0, known, sequence, type, null, data.getBytes(UTF_8));
        return ENCODER.encode(CHANNEL, row);
    }
}
