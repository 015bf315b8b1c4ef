package dev.sluice.gateway.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.delivery.LoopWriter.Flushed;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopWriterTest {
    private final LoopWriter writer = new LoopWriter();
    private final EmbeddedChannel channel = new EmbeddedChannel();

    @Test
    void manySmallOnesAreOneWriteInTheirOrder() {
        ByteBuf shared = bytes("b");
        writer.write(channel, bytes("a"));
        writer.writeShared(channel, shared);
        writer.write(channel, bytes("c"));

        assertThat(writer.flush(channel, null)).isEqualTo(Flushed.BY_PIPELINE);

        assertThat(sent(channel)).containsExactly("abc");
        assertThat(shared.refCnt()).isEqualTo(1);
        assertThat(writer.flush(channel, null)).isEqualTo(Flushed.NOTHING);
    }

    @Test
    void aSharedOneIsSentAsItIsAndStaysTheCallers() {
        ByteBuf shared = bytes("frame");
        writer.writeShared(channel, shared);
        writer.flush(channel, null);

        assertThat(sent(channel)).containsExactly("frame");
        assertThat(shared.refCnt()).isEqualTo(1);
        assertThat(shared.readableBytes()).isEqualTo(5);
    }

    @Test
    void largeOnesAreNotCopied() {
        ByteBuf large = bytes("x".repeat(20_000));
        writer.write(channel, bytes("a"));
        writer.writeShared(channel, large);
        writer.writeShared(channel, bytes("b"));
        writer.flush(channel, null);

        ByteBuf first = channel.readOutbound();
        ByteBuf second = channel.readOutbound();
        assertThat(first.toString(US_ASCII)).isEqualTo("a");
        assertThat(second.memoryAddress()).isEqualTo(large.memoryAddress());
        assertThat(sent(channel)).containsExactly("b");
        first.release();
        second.release();
        assertThat(large.refCnt()).isEqualTo(1);
    }

    @Test
    void someBytesOfASharedOneAreSentAloneAndWithOthers() {
        ByteBuf shared = bytes("one two three");
        writer.writeShared(channel, shared, 4, 3);
        writer.flush(channel, null);
        writer.writeShared(channel, shared, 8, 5);
        writer.writeShared(channel, shared, 0, 3);
        writer.write(channel, bytes("!"));
        writer.flush(channel, null);

        assertThat(sent(channel)).containsExactly("two", "threeone!");
        assertThat(shared.refCnt()).isEqualTo(1);
        assertThat(shared.readerIndex()).isZero();
    }

    /** A client that takes nothing may wait for long, and many wait. */
    @Test
    void whatWaitsDoesNotKeepALargeBufferForAFewBytes() {
        ByteBuf shared = bytes("x".repeat(60_000));
        writer.writeShared(channel, shared, 100, 50);
        writer.flush(channel, null);

        assertThat(shared.refCnt()).isEqualTo(1);
        assertThat(sent(channel)).containsExactly("x".repeat(50));
    }

    /** What it had written may have been evicted and filled with another client's events since. */
    @Test
    void aConnectionWhoseTurnWasCutShortIsClosedAndSentNothing() {
        EmbeddedChannel next = new EmbeddedChannel();
        writer.writeShared(channel, bytes("lost"));

        writer.write(next, bytes("mine"));
        writer.flush(next, null);

        assertThat(channel.isOpen()).isFalse();
        assertThat(sent(channel)).isEmpty();
        assertThat(sent(next)).containsExactly("mine");
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.directBuffer().writeBytes(text.getBytes(US_ASCII));
    }

    private static List<String> sent(EmbeddedChannel channel) {
        List<String> sent = new ArrayList<>();
        for (ByteBuf bytes; (bytes = channel.readOutbound()) != null; bytes.release()) {
            sent.add(bytes.toString(US_ASCII));
        }
        return sent;
    }
}
