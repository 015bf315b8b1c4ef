package dev.sluice.relay.channel;

import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.relay.UpstreamStatus;
import org.jspecify.annotations.Nullable;

/** Takes what a pull finds. Called on the pull's event loop; never blocks. */
public interface ChannelLog {
    /**
     * An event of the backend.
     *
     * @param type {@code null} = message
     * @param id of this block: {@code null} = none, empty = it clears the id
     */
    void event(@Nullable String type, byte[] data, @Nullable String id);

    /** An id-only block. */
    void mark(String id);

    void gap(ControlEvent.Gap gap);

    void end(ControlEvent.End end);

    void status(UpstreamStatus status);

    /** A backend that was asked before is asked again. */
    void reconnecting();

    /** The backend has sent again so many blocks that are in the log. */
    void repeated(int blocks);

    /** Something that is not foreseen has ended the pull's connection; it asks the backend anew. */
    void onFault();

    /** More is coming at once: what is written from now on may wait for {@link #endBatch}. */
    void beginBatch();

    /** What was written since {@link #beginBatch} waits no longer. */
    void endBatch();

    /** Returns whether the pull is to stop reading until it hears that there is room. */
    boolean isFull();
}
