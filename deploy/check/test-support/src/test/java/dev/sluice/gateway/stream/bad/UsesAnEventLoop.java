package dev.sluice.gateway.stream.bad;

import io.netty.channel.nio.NioEventLoopGroup;

final class UsesAnEventLoop {
    final NioEventLoopGroup group = new NioEventLoopGroup();
}
