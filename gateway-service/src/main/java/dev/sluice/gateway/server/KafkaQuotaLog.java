package dev.sluice.gateway.server;

import dev.sluice.gateway.quotalog.QuotaLog;
import io.smallrye.reactive.messaging.kafka.Record;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jspecify.annotations.Nullable;

/** The use of quotas on its way to {@code sluice.quota}. */
@Singleton
class KafkaQuotaLog implements QuotaLog {
    private final KafkaEmitter emitter;

    /** Unbounded, since those who write have bounds of their own. */
    KafkaQuotaLog(
            @Channel("quota") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    Emitter<Record<String, byte[]>> emitter) {
        this.emitter = new KafkaEmitter(emitter);
    }

    @Override
    public CompletionStage<?> append(int partition, String key, byte @Nullable [] value) {
        return emitter.send(
                key,
                value,
                OutgoingKafkaRecordMetadata.builder().withPartition(partition).build());
    }
}
