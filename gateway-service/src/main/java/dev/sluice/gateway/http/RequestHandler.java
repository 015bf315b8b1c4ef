package dev.sluice.gateway.http;

import dev.sluice.model.api.Transport;
import dev.sluice.model.problem.Problem;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes one request from a connection and gives it to the exchange that answers it; a stream that opens takes this handler's
 * place. Confined to the connection's event loop.
 */
final class RequestHandler extends ChannelInboundHandlerAdapter {
    private static final int MAX_HEADERS = 100;
    /** For the whole request, and the handshake before it. */
    private static final long REQUEST_MILLIS = Duration.ofSeconds(10).toMillis();

    private final DataLoop loop;
    private final Transport transport;
    private final Duration verdictTimeout;
    private @Nullable Future<?> deadline;
    private @Nullable StreamExchange stream;
    private @Nullable TicketExchange ticket;
    private boolean taken;

    RequestHandler(DataLoop loop, Transport transport, Duration verdictTimeout) {
        this.loop = loop;
        this.transport = transport;
        this.verdictTimeout = verdictTimeout;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        deadline = context.executor().schedule(() -> context.close(), REQUEST_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof HttpRequest request && !taken) {
                taken = true;
                onRequest(context, request);
            }
            if (message instanceof HttpContent content && ticket != null) {
                onBody(ticket, content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancelDeadline();
        if (stream != null) {
            stream.onGone();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        loop.onConnectionFailure(cause);
        context.close();
    }

    private void onRequest(ChannelHandlerContext context, HttpRequest request) {
        Throwable failure = request.decoderResult().cause();
        if (failure != null || request.headers().size() > MAX_HEADERS) {
            cancelDeadline();
            boolean tooLong = failure instanceof TooLongHttpLineException;
            new Answers(context.channel(), CrossOrigin.NONE)
                    .problem(tooLong ? Problem.URI_TOO_LONG : Problem.BAD_REQUEST);
            return;
        }
        Target target = Target.of(request.uri());
        if (target.path().equals(TicketExchange.PATH)) {
            ticket = new TicketExchange(loop, transport, context, request);
        } else {
            cancelDeadline();
            stream = new StreamExchange(loop, transport, context, request, target);
            stream.begin(verdictTimeout);
        }
    }

    private void onBody(TicketExchange asked, HttpContent content) {
        if (asked.onContent(content)) {
            cancelDeadline();
            ticket = null;
        }
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
