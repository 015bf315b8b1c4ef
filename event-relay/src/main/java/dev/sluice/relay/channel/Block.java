package dev.sluice.relay.channel;

import org.jspecify.annotations.Nullable;

/** What a backend has sent up to a blank line, as far as it counts. */
sealed interface Block {
    /** Of this block: {@code null} = none, empty = it clears the id. */
    @Nullable
    String id();

    /** By what it is known again. */
    String hash();

    /** What it costs to hold it. */
    default int bytes() {
        return 0;
    }

    /** @param type {@code null} = message */
    record Event(
            @Nullable String type, byte[] data, @Nullable String id) implements Block {
        @Override
        public String hash() {
            return BlockHash.of(type, data);
        }

        @Override
        public int bytes() {
            return data.length;
        }
    }

    /** An id without an event. */
    record IdOnly(String id) implements Block {
        @Override
        public String hash() {
            return BlockHash.ID_ONLY;
        }
    }

    /** An event over a limit, of which nothing but its id is left. */
    record Oversize(@Nullable String id) implements Block {
        @Override
        public String hash() {
            return BlockHash.OVERSIZE;
        }
    }
}
