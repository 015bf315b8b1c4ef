package dev.sluice.model.api;

import dev.sluice.model.WireName;
import org.jspecify.annotations.Nullable;

/**
 * How a topic's channels are pulled and served.
 *
 * @param pull {@code null} = pinned for a literal topic, on demand for any other
 * @param controlEvents whether clients are sent {@code sluice.*} events
 * @param heartbeat what a client is sent that has not asked for one or the other; without control events a comment
 */
public record TopicStreaming(
        @Nullable Pull pull,
        Resume resume,
        SlowClient slowClient,
        OnGap onGap,
        boolean controlEvents,
        Heartbeat heartbeat) {
    public static final TopicStreaming DEFAULT =
            new TopicStreaming(null, Resume.AUTO, SlowClient.REPLAY, OnGap.EARLIEST, true, Heartbeat.COMMENT);

    public TopicStreaming {
        resume = resume == null ? Resume.AUTO : resume;
        slowClient = slowClient == null ? SlowClient.REPLAY : slowClient;
        onGap = onGap == null ? OnGap.EARLIEST : onGap;
        heartbeat = heartbeat == null ? Heartbeat.COMMENT : heartbeat;
    }

    /** When the backend is connected: all the time, or while a client listens. */
    public enum Pull implements WireName {
        PINNED,
        DEMAND
    }

    /** Whether the backend is asked to go on after an id. */
    public enum Resume implements WireName {
        AUTO,
        IDS,
        NONE
    }

    /** What happens to a client whose cursor has fallen off the ring. */
    public enum SlowClient implements WireName {
        REPLAY,
        GAP,
        CONFLATE,
        CLOSE
    }

    /** Where a client goes on after a gap. */
    public enum OnGap implements WireName {
        EARLIEST,
        LATEST
    }

    /** What a client is sent after a silence. */
    public enum Heartbeat implements WireName {
        COMMENT,
        /** {@code sluice.heartbeat}: scripts of pages see no comment. */
        EVENT
    }
}
