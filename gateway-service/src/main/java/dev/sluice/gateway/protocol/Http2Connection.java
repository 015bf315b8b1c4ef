package dev.sluice.gateway.protocol;

import dev.sluice.service.http.HeadLimits;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection of HTTP/2 (RFC 9113): some streams, each a channel with a {@link Http2Stream} and further handlers. Without
 * any for a while, it is closed. Confined to its event loop.
 */
public final class Http2Connection extends ChannelInboundHandlerAdapter {
    /** As many as browsers and proxies expect at least (RFC 9113, 6.5.2). */
    private static final int MAX_STREAMS = 100;
    /** What a header counts beside its bytes (RFC 9113, 6.5.2). */
    private static final int HEADER_BYTES = 32;
    /** Of all headers: above what is refused with words. */
    private static final int MAX_HEAD_BYTES = 2 * (HeadLimits.DEFAULT.lineBytes() + HeadLimits.DEFAULT.headerBytes())
            + HeadLimits.DEFAULT.headers() * HEADER_BYTES;

    private static final int CLOSE_MILLIS = 1000;

    private final ConnectionErrors errors;
    private final Duration idleTimeout;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Future<?> idle;
    private int streams;
    private boolean isRetired;

    private Http2Connection(ConnectionErrors errors, Duration idleTimeout) {
        this.errors = errors;
        this.idleTimeout = idleTimeout;
    }

    /**
     * Has a connection speak HTTP/2 from its first byte on.
     *
     * @param idleTimeout how long it may be without a stream
     * @param request adds to a new stream's channel what handles its request
     */
    public static void begin(
            ChannelPipeline pipeline, ConnectionErrors errors, Duration idleTimeout, Consumer<Channel> request) {
        Http2Connection connection = new Http2Connection(errors, idleTimeout);
        pipeline.addLast(Http2FrameCodecBuilder.forServer()
                .initialSettings(Http2Settings.defaultSettings()
                        .maxConcurrentStreams(MAX_STREAMS)
                        .maxHeaderListSize(MAX_HEAD_BYTES))
                .gracefulShutdownTimeoutMillis(CLOSE_MILLIS)
                .build());
        pipeline.addLast(new Http2MultiplexHandler(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel stream) {
                connection.onOpen(stream);
                stream.pipeline().addLast(new Http2Stream(connection, stream.newSucceededFuture()));
                request.accept(stream);
            }
        }));
        pipeline.addLast(connection);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        awaitStream(added);
    }

    /** Says that no new streams are taken (RFC 9113, 6.8); those that are open, or under way, go on. */
    void retire() {
        ChannelHandlerContext open = context;
        if (open != null && !isRetired) {
            isRetired = true;
            open.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR).setExtraStreamIds(MAX_STREAMS));
        }
    }

    private void onOpen(Channel stream) {
        streams++;
        if (idle != null) {
            idle.cancel(false);
            idle = null;
        }
        stream.closeFuture().addListener(_ -> onClosed());
    }

    private void onClosed() {
        streams--;
        ChannelHandlerContext open = context;
        if (streams > 0 || open == null || !open.channel().isActive()) {
            return;
        }
        if (isRetired) {
            open.close();
        } else {
            awaitStream(open);
        }
    }

    private void awaitStream(ChannelHandlerContext open) {
        idle = open.executor().schedule(() -> open.close(), idleTimeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        ReferenceCountUtil.release(message); // settings, pings: the codec has acted on them
    }

    /** A client that has said goodbye within TLS reads no more, whenever it ends its connection. */
    @Override
    public void userEventTriggered(ChannelHandlerContext triggered, Object event) {
        if (event instanceof SslCloseCompletionEvent) {
            triggered.close();
        } else {
            triggered.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext gone) {
        if (idle != null) {
            idle.cancel(false);
        }
        gone.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
        errors.onFailure(cause);
        failed.close();
    }
}
