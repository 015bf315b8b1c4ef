package dev.sluice.gateway.quotalog;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where the use of quotas is written: {@code sluice.quota}. */
public interface QuotaLog {
    /**
     * Appends a record; those of one key in the order of the calls. Completes when Kafka has it.
     *
     * @param value {@code null} = a tombstone
     */
    CompletionStage<?> append(int partition, String key, byte @Nullable [] value);
}
