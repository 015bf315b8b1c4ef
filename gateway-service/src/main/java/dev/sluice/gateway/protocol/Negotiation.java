package dev.sluice.gateway.protocol;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Waits for the end of the TLS handshake, and has the connection speak what was agreed on in it (RFC 7301). */
public final class Negotiation extends ApplicationProtocolNegotiationHandler {
    private static final Logger LOG = Logger.getLogger(Negotiation.class);

    private final Consumer<String> agreed;

    /** @param agreed is given the protocol: {@code http/1.1} when the client named none that is spoken here */
    public Negotiation(Consumer<String> agreed) {
        super(ApplicationProtocolNames.HTTP_1_1);
        this.agreed = agreed;
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext context, String protocol) {
        agreed.accept(protocol);
    }

    /** A client that speaks no TLS, or does not trust the certificate, is nothing to warn of. */
    @Override
    protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
        LOG.debugv("a TLS handshake failed: reason={0}", cause.getMessage());
        context.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        handshakeFailure(context, cause);
    }
}
