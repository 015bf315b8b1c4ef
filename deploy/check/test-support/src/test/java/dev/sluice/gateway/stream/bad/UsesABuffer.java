package dev.sluice.gateway.stream.bad;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** As it may. */
final class UsesABuffer {
    final ByteBuf buffer = Unpooled.EMPTY_BUFFER;
}
