package dev.sluice.gateway.protocol;

import dev.sluice.gateway.stream.StreamProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Writes the response to one request in the protocol of its channel. Any response that is no open stream ends the channel.
 *
 * <p>Confined to the channel's event loop.
 */
public sealed interface HttpWriter permits Http1Writer, Http2Writer {
    /** @param version of the request */
    static HttpWriter of(Channel channel, HttpVersion version) {
        Http2Stream stream = channel.pipeline().get(Http2Stream.class);
        return stream == null ? new Http1Writer(channel, BodyFraming.of(version)) : new Http2Writer(channel, stream);
    }

    Channel channel();

    StreamProtocol protocol();

    /** Asks a client for the body that it waits with; the response is still to come. */
    void sendContinue();

    /** Sends a response and closes the channel gracefully. Takes the body over; one without a byte is none. */
    void send(ResponseHead head, ByteBuf body);

    /** Sends a whole stream and closes the channel gracefully. Takes the payloads over. */
    void sendStream(ResponseHead head, ByteBuf... payloads);

    /** Begins an open stream, and returns the bytes that have to be written before its body; the caller owns them. */
    ByteBuf beginStream(ResponseHead head);

    /** Returns the form in which a stream's body is written to the channel. */
    BodyFraming framing();

    /** Ends the body of an open stream: all that {@link #framing} asks for is written. */
    void endStream();

    /** Returns whether bytes that were written wait in user space. */
    boolean hasUnsent();

    /** Returns how many bytes that were written wait in user space. */
    long unsentBytes();

    /** The client is to use another connection for what it requests next; streams that are open go on. */
    void retireConnection();
}
