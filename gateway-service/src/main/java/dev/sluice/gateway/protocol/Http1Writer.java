package dev.sluice.gateway.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sluice.gateway.stream.StreamProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/** Writes a response of HTTP/1.1, or to a client of HTTP/1.0, as bytes: there is no encoder in the pipeline. */
final class Http1Writer implements HttpWriter {
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
    private static final String CLOSE = "Connection: close\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
    private static final String END = "\r\n";

    private final Channel channel;
    private final BodyFraming framing;

    Http1Writer(Channel channel, BodyFraming framing) {
        this.channel = channel;
        this.framing = framing;
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public StreamProtocol protocol() {
        return StreamProtocol.HTTP1;
    }

    @Override
    public void sendContinue() {
        channel.writeAndFlush(Unpooled.copiedBuffer(CONTINUE, US_ASCII), channel.voidPromise());
    }

    @Override
    public void send(ResponseHead head, ByteBuf body) {
        GracefulClose.send(channel, response(head, body));
    }

    @Override
    public void sendStream(ResponseHead head, ByteBuf... payloads) {
        CompositeByteBuf stream = Unpooled.compositeBuffer(payloads.length + 2);
        stream.addComponent(true, streamHead(head));
        for (ByteBuf payload : payloads) {
            stream.addComponent(true, framing.frame(payload));
        }
        stream.addComponent(true, framing.end());
        GracefulClose.send(channel, stream);
    }

    @Override
    public ByteBuf beginStream(ResponseHead head) {
        return streamHead(head);
    }

    @Override
    public BodyFraming framing() {
        return framing;
    }

    @Override
    public void endStream() {
        // Its last bytes are those of the framing, or the end of the connection.
    }

    @Override
    public boolean hasUnsent() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer != null && !buffer.isEmpty();
    }

    @Override
    public long unsentBytes() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
    }

    @Override
    public void retireConnection() {
        // It is for one request alone.
    }

    /** Returns the bytes of a response without a stream; takes the body over. */
    static ByteBuf response(ResponseHead head, ByteBuf body) {
        return Unpooled.wrappedBuffer(bytes(head, ""), body);
    }

    private ByteBuf streamHead(ResponseHead head) {
        return bytes(head, framing == BodyFraming.CHUNKED ? CHUNKED : "");
    }

    private static ByteBuf bytes(ResponseHead head, String framingLine) {
        StringBuilder text =
                new StringBuilder(256).append("HTTP/1.1 ").append(head.status()).append(END);
        for (ResponseHead.Header header : head.headers()) {
            text.append(header.name()).append(": ").append(header.value()).append(END);
        }
        return Unpooled.copiedBuffer(text.append(CLOSE).append(framingLine).append(END), US_ASCII);
    }
}
