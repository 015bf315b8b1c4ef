package dev.sluice.gateway.server;

import static java.util.Objects.requireNonNull;

import dev.sluice.gateway.protocol.Http2Connection;
import dev.sluice.gateway.protocol.Negotiation;
import dev.sluice.gateway.protocol.PlainHttpCheck;
import dev.sluice.gateway.protocol.RequestDecoders;
import dev.sluice.gateway.subscribe.ConnectionCount;
import dev.sluice.gateway.subscribe.RequestContext;
import dev.sluice.gateway.subscribe.RequestHandler;
import dev.sluice.model.api.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.ApplicationProtocolNames;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives each connection of one port the handlers of its protocol. */
final class ConnectionInitializer extends ChannelInitializer<Channel> {
    private final Map<EventLoop, RequestContext> loops;
    private final ConnectionCount connections;
    private final Duration timeout;
    private final @Nullable ServerTls tls;

    /**
     * @param timeout of a TLS handshake, and of a connection of HTTP/2 without a stream
     * @param tls {@code null} = plain HTTP
     */
    ConnectionInitializer(
            Map<EventLoop, RequestContext> loops,
            ConnectionCount connections,
            Duration timeout,
            @Nullable ServerTls tls) {
        this.loops = loops;
        this.connections = connections;
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
        if (tls == null) {
            addHttp1(connection, Transport.HTTP, slot);
            return;
        }
        connection.pipeline().addLast(new PlainHttpCheck());
        connection.pipeline().addLast(tls.handler(connection.alloc(), timeout));
        connection.pipeline().addLast(new Negotiation(protocol -> {
            if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
                addHttp2(connection);
            } else {
                addHttp1(connection, Transport.HTTPS, slot);
            }
        }));
    }

    private void addHttp1(Channel connection, Transport transport, ConnectionCount.Slot slot) {
        RequestDecoders.addTo(connection.pipeline());
        connection.pipeline().addLast(new RequestHandler(loop(connection), transport, slot));
    }

    /** Each stream counts as a connection: it costs as much. */
    private void addHttp2(Channel connection) {
        RequestContext loop = loop(connection);
        Http2Connection.begin(connection.pipeline(), loop.errors(), timeout, stream -> {
            ConnectionCount.Slot slot = connections.add();
            stream.closeFuture().addListener(slot);
            stream.pipeline().addLast(new RequestHandler(loop, Transport.HTTPS, slot));
        });
    }

    private RequestContext loop(Channel connection) {
        return requireNonNull(loops.get(connection.eventLoop()), "another's event loop");
    }
}
