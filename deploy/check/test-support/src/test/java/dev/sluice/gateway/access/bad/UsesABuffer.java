package dev.sluice.gateway.access.bad;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

final class UsesABuffer {
    final ByteBuf buffer = Unpooled.EMPTY_BUFFER;
}
