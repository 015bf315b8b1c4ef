package dev.sluice.gateway.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sluice.gateway.request.Http2Head;
import dev.sluice.service.http.HeadLimits;
import dev.sluice.service.http.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.HttpConversionUtil;
import io.netty.util.ReferenceCountUtil;

/**
 * Makes a stream of HTTP/2 look like a connection of HTTP/1.1 that is for one request: requests come in as messages, and
 * answers, which are written as bytes of HTTP/1.1, go out as frames (RFC 9113, 8.1). Each buffer that is written holds a
 * whole head, or whole chunks, or both.
 *
 * <p>Confined to its event loop.
 */
public final class Http2Stream extends ChannelDuplexHandler {
    /** A client whose window is small shows by each of these that it still reads. */
    private static final int FRAME_BYTES = 4 * 1024;

    private final Http2Connection connection;
    private boolean requestIsWhole;
    private boolean headIsSent;
    private boolean isChunked;
    private boolean isEnded;
    private long unsent;
    private ChannelFuture lastWrite;

    /** @param ready a future that is done */
    Http2Stream(Http2Connection connection, ChannelFuture ready) {
        this.connection = connection;
        this.lastWrite = ready;
    }

    /** How many bytes of the body the client's windows, or its socket, have not taken. */
    public long unsent() {
        return unsent;
    }

    /** The client is to use another connection for what it asks next; the streams of this one go on. */
    public void retireConnection() {
        connection.retire();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Http2Exception {
        switch (message) {
            case Http2HeadersFrame head -> onHead(context, head);
            case Http2DataFrame data -> onBody(context, data);
            default -> ReferenceCountUtil.release(message);
        }
    }

    private void onHead(ChannelHandlerContext context, Http2HeadersFrame frame) throws Http2Exception {
        requestIsWhole |= frame.isEndStream();
        Http2Headers head = frame.headers();
        if (head.method() != null) { // trailers have none
            Refusal refusal = Http2Head.refusal(head, HeadLimits.DEFAULT);
            if (refusal != null) {
                context.fireUserEventTriggered(refusal);
                return;
            }
            context.fireChannelRead(
                    HttpConversionUtil.toHttpRequest(frame.stream().id(), head, true));
        }
        if (frame.isEndStream()) {
            context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    private void onBody(ChannelHandlerContext context, Http2DataFrame frame) {
        requestIsWhole |= frame.isEndStream();
        context.fireChannelRead(
                frame.isEndStream()
                        ? new DefaultLastHttpContent(frame.content())
                        : new DefaultHttpContent(frame.content()));
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        ByteBuf answer = (ByteBuf) message;
        try {
            if (!headIsSent && answer.isReadable()) {
                writeHead(context, answer);
            }
            if (answer.isReadable()) {
                writeBody(context, answer);
            }
        } finally {
            answer.release();
        }
        if (!promise.isVoid()) {
            lastWrite.addListener((ChannelFuture written) -> pass(written, promise));
        }
    }

    private static void pass(ChannelFuture written, ChannelPromise promise) {
        if (written.isSuccess()) {
            promise.trySuccess();
        } else {
            promise.tryFailure(written.cause());
        }
    }

    private void writeHead(ChannelHandlerContext context, ByteBuf answer) {
        String text =
                answer.readCharSequence(Chunks.headBytes(answer), US_ASCII).toString();
        Http2Headers head = Http2Head.ofAnswer(text);
        boolean isInterim = head.status().charAt(0) == '1';
        headIsSent = !isInterim;
        isChunked = Http2Head.isChunked(text);
        isEnded = !isInterim && !isChunked && !answer.isReadable();
        lastWrite = context.write(new DefaultHttp2HeadersFrame(head, isEnded));
    }

    private void writeBody(ChannelHandlerContext context, ByteBuf answer) {
        ByteBuf body = context.alloc().directBuffer(answer.readableBytes());
        if (isChunked) {
            isEnded = Chunks.copyPayloads(answer, body);
        } else {
            body.writeBytes(answer);
            isEnded = true;
        }
        try {
            do {
                int length = Math.min(body.readableBytes(), FRAME_BYTES);
                writeFrame(context, body.readRetainedSlice(length), isEnded && !body.isReadable());
            } while (body.isReadable());
        } finally {
            body.release();
        }
    }

    private void writeFrame(ChannelHandlerContext context, ByteBuf part, boolean isLast) {
        int bytes = part.readableBytes();
        unsent += bytes;
        lastWrite = context.write(new DefaultHttp2DataFrame(part, isLast));
        lastWrite.addListener(_ -> unsent -= bytes);
    }

    /**
     * What waits for the client's window is dropped with the stream, also after its end. A client that is still sending is
     * told that it need not, which leaves it the response (RFC 9113, 8.1).
     */
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (isEnded && !lastWrite.isDone()) {
            context.write(new DefaultHttp2ResetFrame(Http2Error.CANCEL));
        } else if (isEnded && !requestIsWhole) {
            context.write(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR));
        }
        context.close(promise);
    }
}
