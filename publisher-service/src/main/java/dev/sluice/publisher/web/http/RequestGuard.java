package dev.sluice.publisher.web.http;

import dev.sluice.model.problem.Problem;
import dev.sluice.service.http.HeadLimits;
import dev.sluice.service.http.HeadScan;
import dev.sluice.service.http.Refusal;
import dev.sluice.service.http.RequestRules;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the decoder of a connection: a request's head goes on only when it is whole, in time, and by the letter of
 * RFC 9112, as at the gateways; what is refused is answered here, and is the connection's end. Between two requests a
 * connection may rest. Confined to its event loop.
 */
final class RequestGuard extends ChannelInboundHandlerAdapter {
    /** From the connection, or from the first byte of a later request, to the end of the head. */
    static final Duration HEAD_LIMIT = Duration.ofSeconds(10);

    /** From the end of the head to the end of the body. */
    private static final Duration BODY_LIMIT = Duration.ofSeconds(60);
    /** An encoder is always there when a head is whole; by this name the HTTP server puts it. */
    private static final String ENCODER = "httpEncoder";

    private final Channel channel;
    private final WaitingConnections waiting;
    private final AnsweredRequests answered = new AnsweredRequests();
    private HeadScan head = new HeadScan(HeadLimits.DEFAULT);
    /** Of an unfinished head. */
    private @Nullable ByteBuf held;
    /** {@code null} = what comes next is a head. */
    private @Nullable BodyScan body;

    private @Nullable ScheduledFuture<?> deadline;
    private long requests;
    private boolean isClosing;

    RequestGuard(Channel channel, WaitingConnections waiting) {
        this.channel = channel;
        this.waiting = waiting;
    }

    /** Begins the time of the first head; before the first byte. */
    void awaitFirstHead() {
        RequestGuard longest = waiting.enter(this);
        if (longest != null) {
            longest.channel.close();
        }
        deadline = after(HEAD_LIMIT, channel::close);
        channel.closeFuture().addListener(closed -> end());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        endWait();
        awaitHead(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            while (bytes.isReadable() && !isClosing) {
                if (body == null) {
                    readHead(context, bytes);
                } else {
                    readBody(context, bytes, body);
                }
            }
        } finally {
            bytes.release();
        }
        if (!isClosing && deadline == null && held != null) {
            awaitHead(context);
        }
    }

    private void readHead(ChannelHandlerContext context, ByteBuf bytes) {
        int start = bytes.readerIndex();
        Refusal refusal = null;
        while (bytes.isReadable() && !head.isComplete() && refusal == null) {
            refusal = head.take(bytes.readByte());
        }
        if (refusal != null) {
            refuse(context, refusal);
            return;
        }
        int length = bytes.readerIndex() - start;
        ByteBuf all = held == null ? context.alloc().buffer(length) : held;
        held = all.writeBytes(bytes, start, length);
        if (head.isComplete()) {
            onHead(context, all);
        }
    }

    private void onHead(ChannelHandlerContext context, ByteBuf all) {
        HttpRequest request = HeadText.read(all);
        Refusal refusal = RequestRules.broken(request);
        if (refusal != null) {
            refuse(context, refusal);
            return;
        }
        endWait();
        if (requests++ == 0 && context.pipeline().get(ENCODER) != null) {
            context.pipeline().addAfter(ENCODER, null, answered);
        }
        held = null;
        BodyScan following = BodyScan.of(request.headers());
        if (following.isComplete()) {
            head = new HeadScan(HeadLimits.DEFAULT);
        } else {
            body = following;
            deadline = after(BODY_LIMIT, channel::close);
        }
        context.fireChannelRead(all);
    }

    private void readBody(ChannelHandlerContext context, ByteBuf bytes, BodyScan scan) {
        int start = bytes.readerIndex();
        if (scan.skip(bytes) != null) {
            // The request is with the service already, and may have been answered.
            end();
            isClosing = true;
            channel.close();
            return;
        }
        if (scan.isComplete()) {
            endWait();
            body = null;
            head = new HeadScan(HeadLimits.DEFAULT);
        }
        context.fireChannelRead(bytes.retainedSlice(start, bytes.readerIndex() - start));
    }

    private void awaitHead(ChannelHandlerContext context) {
        RequestGuard longest = waiting.enter(this);
        if (longest != null) {
            longest.channel.close();
        }
        deadline = after(HEAD_LIMIT, () -> onHeadTooLate(context));
    }

    private void onHeadTooLate(ChannelHandlerContext context) {
        if (held == null) {
            channel.close();
        } else {
            refuse(
                    context,
                    new Refusal(
                            Problem.REQUEST_TIMEOUT,
                            "The head of the request was not whole in " + HEAD_LIMIT.toSeconds() + " s."));
        }
    }

    /** Says so, unless an earlier request's answer is still to come: then the connection's end has to do. */
    private void refuse(ChannelHandlerContext context, Refusal refusal) {
        end();
        isClosing = true;
        if (answered.count() < requests) {
            channel.close();
        } else {
            RefusedHead.answer(context, refusal);
        }
    }

    private ScheduledFuture<?> after(Duration wait, Runnable task) {
        return channel.eventLoop().schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void endWait() {
        waiting.leave(this);
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private void end() {
        endWait();
        if (held != null) {
            held.release();
            held = null;
        }
    }
}
