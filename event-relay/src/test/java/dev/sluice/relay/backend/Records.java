package dev.sluice.relay.backend;

import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.event.RecordKind;
import java.nio.charset.StandardCharsets;

/** Records as they are read back from the log. */
final class Records {
    private Records() {}

    static FeedRecord event(long sequence, PullOutput.Event event) {
        return new FeedRecord(
                sequence,
                0,
                RecordKind.EVENT,
                "channel",
                0,
                "generation",
                sequence,
                event.type(),
                event.id(),
                event.data().getBytes(StandardCharsets.ISO_8859_1));
    }
}
