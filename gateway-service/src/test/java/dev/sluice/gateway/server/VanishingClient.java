package dev.sluice.gateway.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.RawUnixChannelOption;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A client that can be gone as if its cable had been cut: its machine takes no packet of the connection any more, answers
 * none, and says nothing. Linux only.
 */
final class VanishingClient implements AutoCloseable {
    /** A filter of one instruction: of every packet, nothing passes (BPF_RET, 0 bytes; socket(7), SO_ATTACH_FILTER). */
    private static final short RETURN = 0x06;

    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int INSTRUCTION_BYTES = 8;
    private static final int PROGRAM_BYTES = 16;
    private static final RawUnixChannelOption ATTACH_FILTER =
            new RawUnixChannelOption("SO_ATTACH_FILTER", SOL_SOCKET, SO_ATTACH_FILTER, PROGRAM_BYTES);

    private final EpollEventLoopGroup group = new EpollEventLoopGroup(1);
    private final Channel connection;
    private final StringBuilder received = new StringBuilder();
    private final CompletableFuture<Void> live = new CompletableFuture<>();

    /** Opens a stream. */
    VanishingClient(int port, String path) throws Exception {
        connection = new Bootstrap()
                .group(group)
                .channel(EpollSocketChannel.class)
                .handler(new Reader())
                .connect("127.0.0.1", port)
                .sync()
                .channel();
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        connection.writeAndFlush(Unpooled.copiedBuffer(request, US_ASCII)).sync();
        live.get(10, TimeUnit.SECONDS);
    }

    void vanish() {
        ByteBuf instruction = Unpooled.directBuffer(INSTRUCTION_BYTES)
                .writeShortLE(RETURN)
                .writeShortLE(0)
                .writeIntLE(0);
        try {
            ByteBuffer program = ByteBuffer.allocateDirect(PROGRAM_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            program.putShort(0, (short) 1).putLong(INSTRUCTION_BYTES, instruction.memoryAddress());
            connection.config().setOption(ATTACH_FILTER, program);
        } finally {
            instruction.release();
        }
    }

    @Override
    public void close() throws Exception {
        connection.close().sync();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }

    private final class Reader extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
            received.append(bytes.toString(UTF_8));
            if (received.indexOf("event: sluice.live") >= 0) {
                live.complete(null);
            }
        }
    }
}
