package dev.sluice.gateway.stream;

import io.netty.buffer.ByteBuf;

/**
 * The way to one client: a connection of some protocol. What is written goes out with {@link #flush}; when the client
 * does not take it, the outlet is not ready until it has, and then calls {@link Subscriber#advance}.
 *
 * <p>Confined to its event loop.
 */
public interface Outlet {
    StreamProtocol protocol();

    /** Returns when the stream was requested, by {@link System#nanoTime()}. */
    long requestedNanos();

    /** Returns whether everything flushed so far has left user space. */
    boolean isReady();

    /**
     * Returns how many bytes to write before the next {@link #flush}, about: few to a client that has not taken all at once,
     * more again while it does. What it does not take waits in memory.
     */
    int turnBytes();

    /** Writes a frame in this protocol's form; the frame stays the caller's, who keeps it until {@link #flush}. */
    void write(Frame frame);

    /** Writes a payload of {@link FrameEncoder}; takes it over. */
    void write(ByteBuf payload);

    /**
     * An event of the backend, which is what counts for its use, has just been written.
     *
     * @param isReplay to a client that lagged
     */
    void onDelivered(Frame event, boolean isReplay);

    /** Sends what was written. */
    void flush();

    /** Has {@link Subscriber#advance} called again soon, after others on this loop have had their turn. */
    void yield();

    /** Has {@link Subscriber#advance} called again after this time, if it is not to be called before anyway. */
    void wake(long millis);

    /** Sends what was written, then closes the connection. */
    void end(CloseReason reason);
}
