package dev.sluice.gateway.fanout;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where demands are written: {@code sluice.demand}. */
public interface DemandLog {
    /**
     * Appends a record; those of one key in the order of the calls. Completes when Kafka has it.
     *
     * @param value {@code null} = a tombstone
     * @param isLeftAtOnce of a tombstone: whether the channel is to be left at once, not kept for clients that may come back
     */
    CompletionStage<?> append(int partition, String key, byte @Nullable [] value, boolean isLeftAtOnce);
}
