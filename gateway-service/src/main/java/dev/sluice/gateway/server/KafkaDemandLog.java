package dev.sluice.gateway.server;

import dev.sluice.gateway.fanout.DemandLog;
import dev.sluice.model.node.DemandRecord;
import io.smallrye.reactive.messaging.kafka.Record;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jspecify.annotations.Nullable;

/** Demands on their way to {@code sluice.demand}. */
@Singleton
class KafkaDemandLog implements DemandLog {
    private final KafkaEmitter emitter;

    /** Unbounded, since at most one record of each channel in use is on its way. */
    KafkaDemandLog(
            @Channel("demand") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    Emitter<Record<String, byte[]>> emitter) {
        this.emitter = new KafkaEmitter(emitter);
    }

    @Override
    public CompletionStage<?> append(int partition, String key, byte @Nullable [] value, boolean isLeftAtOnce) {
        RecordHeaders headers = new RecordHeaders();
        if (isLeftAtOnce) {
            headers.add(DemandRecord.LINGER, DemandRecord.NO_LINGER.getBytes(StandardCharsets.US_ASCII));
        }
        return emitter.send(
                key,
                value,
                OutgoingKafkaRecordMetadata.builder()
                        .withPartition(partition)
                        .withHeaders(headers)
                        .build());
    }
}
