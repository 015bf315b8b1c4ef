package dev.sluice.publisher.web.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives every connection of the HTTP server its guard. The server has no setting for that, so it is done where connections
 * are accepted, as soon as the server listens.
 */
@Singleton
class ConnectionGuards {
    /** Far more than clients in good faith have; each costs a connection for ten seconds at most. */
    private static final int MAX_WAITING = 500;

    private static final String ACCEPT_GUARD = "sluice-guards";

    private final VertxInternal vertx;
    private final WaitingConnections waiting = new WaitingConnections(MAX_WAITING);

    ConnectionGuards(Vertx vertx) {
        this.vertx = (VertxInternal) vertx;
    }

    /** The packaged service. */
    void onHttps(@ObservesAsync HttpsServerStart start) {
        guardServers();
    }

    /** Tests in this module. */
    void onHttp(@ObservesAsync HttpServerStart start) {
        guardServers();
    }

    private void guardServers() {
        for (EventExecutor executor : vertx.getAcceptorEventLoopGroup()) {
            SingleThreadEventLoop loop = (SingleThreadEventLoop) executor;
            loop.execute(() -> guardServersOf(loop));
        }
    }

    private void guardServersOf(SingleThreadEventLoop loop) {
        List<Channel> servers = new ArrayList<>();
        loop.registeredChannelsIterator().forEachRemaining(servers::add);
        servers.stream()
                .filter(server ->
                        server instanceof ServerChannel && server.pipeline().get(ACCEPT_GUARD) == null)
                .forEach(server -> server.pipeline().addFirst(ACCEPT_GUARD, new Accepted()));
    }

    /** In the pipeline of a server: what it reads are connections. */
    private final class Accepted extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            Channel connection = (Channel) accepted;
            connection.pipeline().addFirst(new GuardPlacement(new RequestGuard(connection, waiting)));
            context.fireChannelRead(accepted);
        }
    }
}
