package dev.sluice.gateway.protocol;

import static java.util.Objects.requireNonNull;

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
import org.jspecify.annotations.Nullable;

/**
 * One stream of HTTP/2 (RFC 9113, 8.1): requests come in as messages of HTTP/1.1, and what is written to its channel is payload,
 * which goes out as frames of data.
 *
 * <p>Confined to its event loop.
 */
final class Http2Stream extends ChannelDuplexHandler {
    /** A client whose window is small shows by each of these that it still reads. */
    private static final int FRAME_BYTES = 4 * 1024;

    private final Http2Connection connection;
    private boolean requestIsWhole;
    private boolean isEnded;
    private long unsent;
    private ChannelFuture lastWrite;
    private @Nullable ChannelHandlerContext added;

    /** @param ready a future that is done */
    Http2Stream(Http2Connection connection, ChannelFuture ready) {
        this.connection = connection;
        this.lastWrite = ready;
    }

    /** How many bytes of the body the client's windows, or its socket, have not taken. */
    long unsent() {
        return unsent;
    }

    /** The client is to use another connection for what it asks next; the streams of this one go on. */
    void retireConnection() {
        connection.retire();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        added = context;
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

    /** Writes payload of a body that goes on. */
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        ByteBuf payload = (ByteBuf) message;
        if (payload.isReadable()) {
            writePayload(payload, false);
        } else {
            payload.release();
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

    void writeHead(Http2Headers head, boolean isLast) {
        isEnded = isLast;
        lastWrite = context().write(new DefaultHttp2HeadersFrame(head, isLast));
    }

    /** Takes the payload over. */
    void writePayload(ByteBuf payload, boolean isLast) {
        isEnded = isLast;
        try {
            do {
                int length = Math.min(payload.readableBytes(), FRAME_BYTES);
                writeFrame(payload.readRetainedSlice(length), isLast && !payload.isReadable());
            } while (payload.isReadable());
        } finally {
            payload.release();
        }
    }

    private void writeFrame(ByteBuf part, boolean isLast) {
        int bytes = part.readableBytes();
        unsent += bytes;
        lastWrite = context().write(new DefaultHttp2DataFrame(part, isLast));
        lastWrite.addListener(_ -> unsent -= bytes);
    }

    private ChannelHandlerContext context() {
        return requireNonNull(added, "not in a pipeline");
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
