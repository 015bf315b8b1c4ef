package dev.sluice.relay.channel;

import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** What a backend has sent up to a blank line, as far as it counts. */
sealed interface Block {
    /** Of this block: {@code null} = none, empty = it clears the id. */
    @Nullable
    String id();

    /** By what it is known again, by whichever relay. */
    BlockHash hash();

    /** By what this pull knows it again: 64 bits, quickly. Of blocks without data any numbers that no data have. */
    long fingerprint();

    /** What it costs to hold it. */
    default int bytes() {
        return 0;
    }

    /** @param type {@code null} = message */
    record Event(
            @Nullable String type, byte[] data, @Nullable String id) implements Block {
        @Override
        public BlockHash hash() {
            return BlockHash.of(type, data);
        }

        /** Two hashes of 32 bits that the processor helps with; they have nothing in common. */
        @Override
        public long fingerprint() {
            CRC32C checksum = new CRC32C();
            checksum.update(data);
            long both = checksum.getValue() << Integer.SIZE ^ Integer.toUnsignedLong(Arrays.hashCode(data));
            return type == null ? both : both ^ (long) type.hashCode() << Integer.SIZE / 2;
        }

        @Override
        public int bytes() {
            return data.length;
        }
    }

    /** An id without an event. */
    record IdOnly(String id) implements Block {
        @Override
        public BlockHash hash() {
            return BlockHash.ID_ONLY;
        }

        @Override
        public long fingerprint() {
            return 0x9e3779b97f4a7c15L;
        }
    }

    /** An event over a limit, of which nothing but its id is left. */
    record Oversize(@Nullable String id) implements Block {
        @Override
        public BlockHash hash() {
            return BlockHash.OVERSIZE;
        }

        @Override
        public long fingerprint() {
            return 0xc2b2ae3d27d4eb4fL;
        }
    }
}
