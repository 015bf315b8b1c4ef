package dev.sluice.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.event.RecordKind;
import io.netty.buffer.UnpooledByteBufAllocator;

/** Frames for tests. */
final class Frames {
    static final String CHANNEL = "api|Default|P|/x";
    static final FrameEncoder ENCODER = new FrameEncoder(UnpooledByteBufAllocator.DEFAULT);

    private Frames() {}

    static Frame of(String generation, long sequence, long offset) {
        return of(RecordKind.EVENT, generation, sequence, offset);
    }

    static Frame of(RecordKind kind, String generation, long sequence, long offset) {
        String known = generation.length() == 10 ? generation : "aaaaaaaaaa";
        FeedRecord row = new FeedRecord(
                offset, 0, kind, CHANNEL, 0, known, sequence, null, null, ("e" + sequence).getBytes(UTF_8));
        return ENCODER.encode(CHANNEL, row);
    }
}
