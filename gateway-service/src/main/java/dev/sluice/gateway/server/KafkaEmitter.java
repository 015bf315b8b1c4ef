package dev.sluice.gateway.server;

import io.smallrye.reactive.messaging.kafka.Record;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jspecify.annotations.Nullable;

/** Records on their way to one Kafka topic, each with an answer. */
final class KafkaEmitter {
    private final Emitter<Record<String, byte[]>> emitter;

    KafkaEmitter(Emitter<Record<String, byte[]>> emitter) {
        this.emitter = emitter;
    }

    /**
     * Completes when Kafka has it, or fails.
     *
     * @param value {@code null} = a tombstone
     * @param target its partition and headers
     */
    CompletionStage<?> send(String key, byte @Nullable [] value, OutgoingKafkaRecordMetadata<?> target) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        emitter.send(Message.of(
                Record.of(key, value),
                Metadata.of(target),
                () -> {
                    written.complete(null);
                    return CompletableFuture.completedFuture(null);
                },
                failed -> {
                    written.completeExceptionally(failed);
                    return CompletableFuture.completedFuture(null);
                }));
        return written;
    }
}
