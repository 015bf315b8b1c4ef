package dev.sluice.gateway.subscribe;

import dev.sluice.gateway.protocol.HttpWriter;
import dev.sluice.model.api.Transport;
import dev.sluice.model.problem.Problem;
import dev.sluice.service.http.Refusal;
import dev.sluice.service.http.RequestRules;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes one request from a channel, a connection of HTTP/1.1 or a stream of HTTP/2, and gives it to its exchange; a stream
 * that opens takes this handler's place. A request that is not whole in time is refused. Confined to the channel's event
 * loop.
 */
public final class RequestHandler extends ChannelInboundHandlerAdapter {
    private final RequestContext shared;
    private final Transport transport;
    private final ConnectionCount.Slot slot;
    private final InetAddress peer;
    private @Nullable Future<?> deadline;
    private @Nullable StreamExchange stream;
    private @Nullable TicketExchange ticket;
    private boolean taken;

    /** @param peer of the connection: what its socket says, or a proxy that is believed before the first request */
    public RequestHandler(RequestContext shared, Transport transport, ConnectionCount.Slot slot, InetAddress peer) {
        this.shared = shared;
        this.transport = transport;
        this.slot = slot;
        this.peer = peer;
    }

    public InetAddress peer() {
        return peer;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        if (!context.channel().isActive()) {
            return; // it has gone meanwhile
        }
        if (!shared.settings().proxies().trusts(peer)) {
            slot.setAddress(peer);
        }
        deadline = context.executor()
                .schedule(() -> onLate(context), shared.settings().timeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Leaves the connection to HTTP/2, whose streams count for its peer instead; returns whether that is possible: no
     * request has come, and none has been refused.
     */
    public boolean leave() {
        if (taken) {
            return false;
        }
        cancelDeadline();
        slot.forgetAddress();
        return true;
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
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof Refusal refusal) {
            if (!taken) {
                refuse(context, refusal);
            }
        } else {
            context.fireUserEventTriggered(event);
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
        shared.errors().onFailure(cause);
        context.close();
    }

    private void onRequest(ChannelHandlerContext context, HttpRequest request) {
        Refusal broken = RequestRules.broken(request);
        if (broken != null) {
            refuse(context, broken);
            return;
        }
        Optional<Target> target = Target.read(request.method(), request.uri());
        if (request.decoderResult().isFailure() || target.isEmpty()) {
            refuse(
                    context,
                    new Refusal(Problem.BAD_REQUEST, "The target must be a path, or a URL with http or https."));
            return;
        }
        InetAddress client = shared.settings().proxies().clientOf(peer, request.headers());
        slot.setAddress(client);
        onTarget(context, request, target.get(), client);
    }

    private void onTarget(ChannelHandlerContext context, HttpRequest request, Target target, InetAddress client) {
        if (target.authority() != null) {
            request.headers().set(HttpHeaderNames.HOST, target.authority());
        }
        if (target.path().equals(TicketExchange.PATH)) {
            ticket = new TicketExchange(shared, transport, context, request, client);
        } else {
            cancelDeadline();
            stream = new StreamExchange(shared, transport, context, request, target, client);
            stream.begin(slot);
        }
    }

    private void onBody(TicketExchange exchange, HttpContent content) {
        if (exchange.onContent(content)) {
            cancelDeadline();
            ticket = null;
        }
    }

    private void onLate(ChannelHandlerContext context) {
        long seconds = shared.settings().timeout().toSeconds();
        refuse(context, new Refusal(Problem.REQUEST_TIMEOUT, "It was not whole within " + seconds + " seconds."));
    }

    private void refuse(ChannelHandlerContext context, Refusal refusal) {
        cancelDeadline();
        taken = true;
        ticket = null;
        new ResponseWriter(HttpWriter.of(context.channel(), HttpVersion.HTTP_1_1), CrossOrigin.NONE)
                .problem(refusal.problem(), refusal.description());
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
