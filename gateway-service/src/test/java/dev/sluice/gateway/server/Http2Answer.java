package dev.sluice.gateway.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.sluice.testsupport.stream.EventReader;
import dev.sluice.testsupport.stream.EventReader.Received;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a stream of HTTP/2 receives. */
final class Http2Answer extends ChannelInboundHandlerAdapter {
    private static final byte[] END = {};
    private static final long NONE = -1;
    private static final int PATIENCE_SECONDS = 10;

    private final CompletableFuture<Http2Headers> head = new CompletableFuture<>();
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();
    private final Body body = new Body();
    private final EventReader events = new EventReader(body);
    private @Nullable Channel channel;
    private volatile long resetCode = NONE;

    int status() throws Exception {
        return Integer.parseInt(received().status().toString());
    }

    @Nullable
    String header(String name) throws Exception {
        CharSequence value = received().get(name);
        return value == null ? null : value.toString();
    }

    private Http2Headers received() throws Exception {
        return head.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** The whole body, when it has ended. */
    String text() throws IOException {
        return new String(body.readAllBytes(), UTF_8);
    }

    /** The next event of any kind; fails when none comes within ten seconds. */
    Received next() throws IOException {
        return events.next();
    }

    int heartbeats() {
        return events.heartbeats();
    }

    /** Takes no more from the connection, so that its window fills. */
    void pause() {
        requireNonNull(channel).config().setAutoRead(false);
    }

    void resume() {
        requireNonNull(channel).config().setAutoRead(true);
    }

    /** Waits for the end, and returns whether it was one in order, and not a reset. */
    boolean endsCleanly() throws Exception {
        return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Of the reset that has come (RFC 9113, 7); -1 = none has. */
    long resetCode() {
        return resetCode;
    }

    void cancel() throws InterruptedException {
        requireNonNull(channel).close().sync();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof Http2HeadersFrame frame) {
            if (!frame.headers().status().toString().startsWith("1")) {
                head.complete(frame.headers());
            }
            endIf(frame.isEndStream());
        } else if (message instanceof Http2DataFrame frame) {
            body.parts.add(ByteBufUtil.getBytes(frame.content()));
            endIf(frame.isEndStream());
        }
        ReferenceCountUtil.release(message);
    }

    private void endIf(boolean isEnd) {
        if (isEnd) {
            end.complete(true);
            body.parts.add(END);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof Http2ResetFrame reset) {
            end.complete(false);
            resetCode = reset.errorCode();
        }
        ReferenceCountUtil.release(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end.complete(false);
        head.completeExceptionally(new IOException("the stream is closed"));
        body.parts.add(END);
    }

    private static final class Body extends InputStream {
        private final LinkedBlockingQueue<byte[]> parts = new LinkedBlockingQueue<>();
        private byte[] part = {};
        private int at;
        private boolean ended;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            while (at == part.length && !ended) {
                part = nextPart();
                at = 0;
                ended = part == END;
            }
            if (ended) {
                return -1;
            }
            int count = Math.min(length, part.length - at);
            System.arraycopy(part, at, into, from, count);
            at += count;
            return count;
        }

        private byte[] nextPart() throws IOException {
            try {
                byte[] next = parts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (next == null) {
                    throw new IOException("nothing within " + PATIENCE_SECONDS + " s");
                }
                return next;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }
}
