package dev.sluice.gateway.usage;

import dev.sluice.model.usage.UsageRecord;
import java.util.concurrent.CompletionStage;

/** Where usage is written: {@code sluice.usage}. */
public interface UsageLog {
    /** Appends a record; those of one key in the order of the calls. Completes when Kafka has it. */
    CompletionStage<?> append(UsageRecord record);
}
