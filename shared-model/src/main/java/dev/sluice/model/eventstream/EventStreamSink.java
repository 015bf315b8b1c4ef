package dev.sluice.model.eventstream;

import org.jspecify.annotations.Nullable;

/**
 * Takes what {@link EventStreamParser} finds, in the order of the stream and on the thread that feeds it. It must not
 * feed the parser; what it throws leaves {@code feed} and makes the parser useless.
 *
 * <p>{@code ownId} is the block's own valid id: {@code null} if it had none, empty if it cleared the id.
 * {@code lastEventId} is the id now in force, the one to send as {@code Last-Event-ID}: empty if there is none.
 */
public interface EventStreamSink {
    /**
     * An event.
     *
     * @param type {@code message} if the block named none, or an empty one
     * @param data the sink's own copy; the lines joined with LF, bytes as they came, valid UTF-8 or not
     */
    void onEvent(String type, byte[] data, @Nullable String ownId, String lastEventId);

    /** A block with an id and no data: the id in force is set, to empty if the block cleared it, without an event. */
    void onId(String lastEventId);

    /**
     * An event over a limit was dropped; its id counts all the same.
     *
     * @param type {@code null} if the type itself was too long
     * @param dataBytes what its data would have been
     */
    void onOversize(@Nullable String type, long dataBytes, @Nullable String ownId, String lastEventId);

    /** A valid {@code retry}, as its line ended; {@link Long#MAX_VALUE} for all that is larger. Not clamped. */
    void onRetry(long millis);

    /** A comment, as its line ended. It means nothing but that the backend is alive. */
    void onComment();
}
