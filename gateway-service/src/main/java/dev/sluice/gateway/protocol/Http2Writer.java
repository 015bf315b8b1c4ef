package dev.sluice.gateway.protocol;

import dev.sluice.gateway.stream.StreamProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.Locale;

/** Writes a response as frames of one stream of HTTP/2 (RFC 9113, 8.1). */
final class Http2Writer implements HttpWriter {
    private final Channel channel;
    private final Http2Stream stream;

    Http2Writer(Channel channel, Http2Stream stream) {
        this.channel = channel;
        this.stream = stream;
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public StreamProtocol protocol() {
        return StreamProtocol.HTTP2;
    }

    @Override
    public void sendContinue() {
        stream.writeHead(headers(new ResponseHead(HttpResponseStatus.CONTINUE)), false);
        channel.flush();
    }

    @Override
    public void send(ResponseHead head, ByteBuf body) {
        stream.writeHead(headers(head), !body.isReadable());
        if (body.isReadable()) {
            stream.writePayload(body, true);
        } else {
            body.release();
        }
        closeWhenSent();
    }

    @Override
    public void sendStream(ResponseHead head, ByteBuf... payloads) {
        stream.writeHead(headers(head), false);
        stream.writePayload(Unpooled.wrappedBuffer(payloads), true);
        closeWhenSent();
    }

    @Override
    public ByteBuf beginStream(ResponseHead head) {
        stream.writeHead(headers(head), false);
        return Unpooled.EMPTY_BUFFER;
    }

    @Override
    public BodyFraming framing() {
        return BodyFraming.PLAIN;
    }

    @Override
    public void endStream() {
        stream.writePayload(Unpooled.EMPTY_BUFFER, true);
    }

    @Override
    public boolean hasUnsent() {
        return stream.unsent() > 0;
    }

    @Override
    public long unsentBytes() {
        return stream.unsent();
    }

    @Override
    public void retireConnection() {
        stream.retireConnection();
    }

    private void closeWhenSent() {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    private static Http2Headers headers(ResponseHead head) {
        Http2Headers headers = new DefaultHttp2Headers().status(head.status().codeAsText());
        for (ResponseHead.Header header : head.headers()) {
            headers.add(header.name().toLowerCase(Locale.ROOT), header.value());
        }
        return headers;
    }
}
