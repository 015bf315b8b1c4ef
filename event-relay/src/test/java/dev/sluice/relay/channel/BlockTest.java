package dev.sluice.relay.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.relay.BackendClass;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BlockTest {
    @Test
    void whatIsNotTheSameHasAnotherFingerprint() {
        byte[] nothing = {};
        List<Block> different = List.of(
                new Block.IdOnly("1"),
                new Block.Oversize("1"),
                new Block.Event(null, nothing, "1"),
                new Block.Event("price", nothing, "1"),
                new Block.Event(null, new byte[] {0}, "1"),
                new Block.Event(null, new byte[] {0, 0}, "1"),
                new Block.Event(null, "price".getBytes(UTF_8), "1"));

        assertThat(different.stream().map(Block::fingerprint)).doesNotHaveDuplicates();
        assertThat(different.stream().map(Block::hash)).doesNotHaveDuplicates();
    }

    @Test
    void theFingerprintsOfManyAlikeAreDifferent() {
        Stream<Long> prints = IntStream.range(0, 200_000)
                .mapToObj(price -> new Block.Event(null, ("{\"price\":" + price + "}").getBytes(UTF_8), null))
                .map(Block::fingerprint);

        assertThat(prints.distinct()).hasSize(200_000);
    }

    @Test
    void aHashIsTheSameWheneverItIsReckoned() {
        // Given data that are held until then, and such that are too large to be kept
        byte[] small = bytes(1_024);
        byte[] large = bytes(1_025);

        // Then
        for (byte[] data : List.of(small, large)) {
            BlockHash hash = BlockHash.of("price", data);
            assertThat(hash.withoutData())
                    .isEqualTo(hash)
                    .isEqualTo(hash.small())
                    .isEqualTo(new BlockHash(hash.text()));
        }
        assertThat(BlockHash.of(null, "1".getBytes(UTF_8)).text())
                .isEqualTo(BlockHash.of("message", "1".getBytes(UTF_8)).text())
                .hasSize(16);
    }

    /** States of earlier versions hold them. */
    @Test
    void aHashIsTheSameInEveryVersion() {
        assertThat(BlockHash.of("price", "{\"price\":1}".getBytes(UTF_8)).text())
                .isEqualTo("f374fd5199d49348");
    }

    @Test
    void anEventWithoutDataIsNoRepeatOfAnIdAlone() {
        RecentIds recent = new RecentIds();
        recent.add("7", new Block.IdOnly("7"));

        assertThat(recent.known("7", new Block.Event(null, new byte[0], "7"))).isEqualTo(RecentIds.Known.OTHER);
        assertThat(recent.known("7", new Block.IdOnly("7"))).isEqualTo(RecentIds.Known.SAME);
    }

    @Test
    void aMemoryKeepsTheHashOfWhatCameLastWithAnId() {
        ChannelMemory memory = ChannelMemory.NOTHING
                .afterEvent(BlockHash.of(null, bytes(10)), "1")
                .afterEvent(BlockHash.of(null, bytes(20)), null);

        assertThat(memory.backendClass()).isEqualTo(BackendClass.A);
        assertThat(memory.hashesSinceOwnId())
                .containsExactly(
                        BlockHash.of(null, bytes(10)).text(),
                        BlockHash.of(null, bytes(20)).text());
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }
}
