package dev.sluice.gateway.protocol;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a connection from a proxy that speaks the PROXY protocol (HAProxy's "The PROXY protocol", versions 1 and
 * 2): a header that says for whom the proxy connects. A connection that begins otherwise, or whose header is not whole in
 * time, is closed without an answer: the receiver must not guess (section 2). Confined to the connection's event loop.
 */
public final class ProxyProtocol extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = Logger.getLogger(ProxyProtocol.class);

    private final InetAddress proxy;
    private final Duration timeout;
    private final Consumer<InetAddress> begin;
    private @Nullable Future<?> deadline;
    private boolean isRefused;

    private ProxyProtocol(InetAddress proxy, Duration timeout, Consumer<InetAddress> begin) {
        this.proxy = proxy;
        this.timeout = timeout;
        this.begin = begin;
    }

    /**
     * Has a connection begin with the header.
     *
     * @param timeout until the header is whole
     * @param begin adds what handles all that comes after the header; it is given the client's address, or the proxy's
     *     where it connects for itself (LOCAL) or does not name an address of TCP
     */
    public static void addTo(
            ChannelPipeline pipeline, InetAddress proxy, Duration timeout, Consumer<InetAddress> begin) {
        pipeline.addLast(new ProxyHeaderDecoder());
        pipeline.addLast(new ProxyProtocol(proxy, timeout, begin));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        deadline = context.executor()
                .schedule(() -> refuse(context, "it is not whole in time"), timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof HAProxyMessage header && !isRefused) {
                InetAddress client = client(header);
                if (client == null) {
                    refuse(context, "it has no good address");
                } else {
                    cancelDeadline();
                    begin.accept(client);
                    context.pipeline().remove(this);
                }
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    /** Returns {@code null} when the address is none: the decoder lets some through, as those with a zone. */
    private @Nullable InetAddress client(HAProxyMessage header) {
        return switch (header.proxiedProtocol()) {
            case TCP4, TCP6 -> address(header.sourceAddress());
            case UNKNOWN, UDP4, UDP6, UNIX_STREAM, UNIX_DGRAM -> proxy;
        };
    }

    private static @Nullable InetAddress address(String literal) {
        try {
            return InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException wrong) {
            return null;
        }
    }

    /** The words of the decoder are not logged: they have what was received in them, which may be a request. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof DecoderException) {
            refuse(context, "it is none");
        } else {
            LOG.debugv("a connection broke before its PROXY header: reason={0}", cause.getMessage());
            context.close();
        }
    }

    private void refuse(ChannelHandlerContext context, String reason) {
        if (!isRefused) {
            isRefused = true;
            LOG.warnf(
                    "a connection is closed since it must begin with a PROXY header: proxy=%s reason=%s",
                    proxy.getHostAddress(), reason);
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancelDeadline();
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
