package dev.sluice.gateway.server;

import dev.sluice.gateway.usage.UsageLog;
import dev.sluice.model.usage.UsageRecord;
import dev.sluice.model.wire.Wire;
import io.smallrye.reactive.messaging.kafka.Record;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Usage on its way to {@code sluice.usage}, where its key decides on the partition. */
@Singleton
class KafkaUsageLog implements UsageLog {
    private static final OutgoingKafkaRecordMetadata<?> ANYWHERE =
            OutgoingKafkaRecordMetadata.builder().build();

    private final KafkaEmitter emitter;

    /** Unbounded, since the reporter has a bound of its own. */
    KafkaUsageLog(
            @Channel("usage") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    Emitter<Record<String, byte[]>> emitter) {
        this.emitter = new KafkaEmitter(emitter);
    }

    @Override
    public CompletionStage<?> append(UsageRecord record) {
        return emitter.send(record.key(), Wire.write(record), ANYWHERE);
    }
}
