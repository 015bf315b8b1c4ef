package dev.sluice.gateway.server;

import static java.util.Objects.requireNonNull;

import dev.sluice.gateway.protocol.Http2Connection;
import dev.sluice.gateway.protocol.Http2Preface;
import dev.sluice.gateway.protocol.Negotiation;
import dev.sluice.gateway.protocol.PlainHttpCheck;
import dev.sluice.gateway.protocol.ProxyProtocol;
import dev.sluice.gateway.protocol.RequestDecoders;
import dev.sluice.gateway.request.TrustedProxies;
import dev.sluice.gateway.subscribe.ConnectionCount;
import dev.sluice.gateway.subscribe.RequestContext;
import dev.sluice.gateway.subscribe.RequestHandler;
import dev.sluice.model.api.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.ApplicationProtocolNames;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives each connection of one port the handlers of its protocol. */
final class ConnectionInitializer extends ChannelInitializer<Channel> implements Http2Preface {
    private final Map<EventLoop, RequestContext> loops;
    private final ConnectionCount connections;
    private final TrustedProxies proxies;
    private final Duration timeout;
    private final @Nullable ServerTls tls;

    /**
     * @param timeout of a PROXY header, of a TLS handshake, and of a connection of HTTP/2 without a stream
     * @param tls {@code null} = plain HTTP
     */
    ConnectionInitializer(
            Map<EventLoop, RequestContext> loops,
            ConnectionCount connections,
            TrustedProxies proxies,
            Duration timeout,
            @Nullable ServerTls tls) {
        this.loops = loops;
        this.connections = connections;
        this.proxies = proxies;
        this.timeout = timeout;
        this.tls = tls;
    }

    @Override
    protected void initChannel(Channel connection) {
        ConnectionCount.Slot slot = connections.add();
        connection.closeFuture().addListener(slot);
        if (connections.exceedsHardLimit()) {
            connection.close();
            return;
        }
        if (!(connection.remoteAddress() instanceof InetSocketAddress remote)) {
            connection.close(); // it has gone meanwhile
            return;
        }
        InetAddress peer = remote.getAddress();
        if (proxies.speakProxyProtocol(peer)) {
            ProxyProtocol.addTo(connection.pipeline(), peer, timeout, client -> begin(connection, slot, client));
        } else {
            begin(connection, slot, peer);
        }
    }

    private void begin(Channel connection, ConnectionCount.Slot slot, InetAddress peer) {
        if (tls == null) {
            addHttp1(connection, Transport.HTTP, slot, peer);
            return;
        }
        connection.pipeline().addLast(new PlainHttpCheck());
        connection.pipeline().addLast(tls.handler(connection.alloc(), timeout));
        connection.pipeline().addLast(new Negotiation(protocol -> {
            if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
                addHttp2(connection, Transport.HTTPS, peer);
            } else {
                addHttp1(connection, Transport.HTTPS, slot, peer);
            }
        }));
    }

    private void addHttp1(Channel connection, Transport transport, ConnectionCount.Slot slot, InetAddress peer) {
        RequestDecoders.addTo(connection.pipeline(), transport == Transport.HTTP ? this : null);
        connection.pipeline().addLast(new RequestHandler(loop(connection), transport, slot, peer));
    }

    /** Without TLS HTTP/2 is begun by a client that knows that it is spoken here (RFC 9113, 3.3). */
    @Override
    public boolean onHttp2(Channel connection) {
        RequestHandler http1 = connection.pipeline().get(RequestHandler.class);
        if (http1 == null || !http1.leave()) {
            return false;
        }
        connection.pipeline().remove(http1);
        RequestDecoders.removeFrom(connection.pipeline());
        addHttp2(connection, Transport.HTTP, http1.peer());
        return true;
    }

    /** Each stream counts as a connection: it costs as much. */
    private void addHttp2(Channel connection, Transport transport, InetAddress peer) {
        RequestContext loop = loop(connection);
        Http2Connection.begin(connection.pipeline(), loop.errors(), timeout, stream -> {
            ConnectionCount.Slot slot = connections.add();
            stream.closeFuture().addListener(slot);
            stream.pipeline().addLast(new RequestHandler(loop, transport, slot, peer));
        });
    }

    private RequestContext loop(Channel connection) {
        return requireNonNull(loops.get(connection.eventLoop()), "another's event loop");
    }
}
