package dev.sluice.gateway.server;

import dev.sluice.gateway.request.ProxyHeader;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code sluice.gateway.http.*}: where the data plane listens, and what it admits. */
@ConfigMapping(prefix = "sluice.gateway.http")
public interface HttpConfig {
    /** The address that it binds. */
    @WithDefault("0.0.0.0")
    String host();

    /** HTTP/1.1 and HTTP/2 without TLS; 0 = any free one. */
    @WithDefault("8280")
    int port();

    /** Event loops, each a thread; 0 = one for each core. */
    @WithDefault("0")
    int eventLoops();

    /** For a PROXY header, for a TLS handshake, and then for a whole request; 1s..1m. */
    @WithDefault("10s")
    Duration requestTimeout();

    /** Connections of this node; 0 = no bound. */
    @WithDefault("100000")
    int maxConnections();

    /**
     * Connections from one address, or one /64 of IPv6; 0 = no bound. A fifth of all: no address can take every place, and
     * a balancer that is not named yet is not in want of them soon.
     */
    @WithDefault("20000")
    int maxConnectionsPerAddress();

    /**
     * Channels of one API that one application may have at this node; 0 = no bound. A hundred streams is what servers let one
     * connection of HTTP/2 have: more than a page or a script follows. An application whose users have a channel each
     * needs more.
     */
    @WithDefault("100")
    int maxChannelsPerApplication();

    /** An event loop that is later than this for a whole second takes no new streams; 0s, or 50ms..10s; 0s = it always does. */
    @WithDefault("500ms")
    Duration maxLoopLag();

    /** Networks or addresses of proxies that are believed when they say for whom they ask. */
    Optional<List<String>> trustedProxies();

    /** The header in which they say it: {@code x-forwarded-for} or {@code forwarded}. */
    @WithDefault("x-forwarded-for")
    ProxyHeader proxyHeader();

    /**
     * Networks or addresses of proxies that begin each connection with a header of the PROXY protocol, version 1 or 2. A
     * connection from there without one is closed, and from elsewhere the header is not understood.
     */
    Optional<List<String>> proxyProtocolFrom();
}
