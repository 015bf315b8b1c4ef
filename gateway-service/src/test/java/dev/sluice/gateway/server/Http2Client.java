package dev.sluice.gateway.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection of HTTP/2: over TLS, or without, to a server that is known to speak it. */
final class Http2Client implements AutoCloseable {
    private final EventLoopGroup group = new NioEventLoopGroup(1);
    private final Channel connection;
    private final String scheme;
    private final CompletableFuture<Void> goingAway = new CompletableFuture<>();

    /**
     * @param tls {@code null} = without
     * @param window what each stream may be sent that it has not read, in bytes
     */
    Http2Client(@Nullable TestTls tls, int port, int window) throws Exception {
        scheme = tls == null ? "http" : "https";
        connection = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (tls != null) {
                            channel.pipeline()
                                    .addLast(tls.clientOf("h2").newHandler(channel.alloc(), "localhost", port));
                        }
                        channel.pipeline()
                                .addLast(Http2FrameCodecBuilder.forClient()
                                        .initialSettings(
                                                Http2Settings.defaultSettings().initialWindowSize(window))
                                        .build())
                                .addLast(new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()))
                                .addLast(new Watch());
                    }
                })
                .connect("localhost", port)
                .sync()
                .channel();
        if (tls != null) {
            connection.pipeline().get(SslHandler.class).handshakeFuture().sync();
        }
    }

    Http2Answer get(String path, String... headers) throws Exception {
        return send("GET", path, "", headers);
    }

    /** @param headers each a name, a colon and a value */
    Http2Answer send(String method, String path, String body, String... headers) throws Exception {
        Http2Answer answer = new Http2Answer();
        Http2StreamChannel stream = open(answer);
        stream.writeAndFlush(new DefaultHttp2HeadersFrame(head(method, path, headers), body.isEmpty()));
        if (!body.isEmpty()) {
            stream.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.copiedBuffer(body, UTF_8), true));
        }
        return answer;
    }

    /** A request whose body never comes. */
    Http2Answer begin(String method, String path) throws Exception {
        Http2Answer answer = new Http2Answer();
        open(answer).writeAndFlush(new DefaultHttp2HeadersFrame(head(method, path), false));
        return answer;
    }

    private Http2StreamChannel open(Http2Answer answer) throws Exception {
        return new Http2StreamChannelBootstrap(connection)
                .handler(answer)
                .open()
                .get();
    }

    private Http2Headers head(String method, String path, String... headers) {
        Http2Headers head = new DefaultHttp2Headers(false)
                .method(method)
                .path(path)
                .scheme(scheme)
                .authority("localhost");
        for (String header : headers) {
            int colon = header.indexOf(':');
            head.add(header.substring(0, colon), header.substring(colon + 1).strip());
        }
        return head;
    }

    /** Waits until the server takes no new streams. */
    void awaitGoAway() throws Exception {
        goingAway.get(10, TimeUnit.SECONDS);
    }

    boolean isOpen() {
        return connection.isActive();
    }

    @Override
    public void close() throws Exception {
        connection.close().sync();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }

    private final class Watch extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof Http2GoAwayFrame) {
                goingAway.complete(null);
            }
            ReferenceCountUtil.release(message);
        }
    }
}
