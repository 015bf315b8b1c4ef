package dev.sluice.gateway.control;

import dev.sluice.model.node.NodeRecord;
import dev.sluice.model.wire.Wire;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;

/** This node's records on their way to {@code sluice.nodes}. */
@Singleton
class NodeReports {
    private final Emitter<Record<String, byte[]>> emitter;
    private final String key;

    NodeReports(@Channel("nodes") Emitter<Record<String, byte[]>> emitter, NodeIdentity identity) {
        this.emitter = emitter;
        this.key = NodeRecord.key(NodeRecord.Kind.GATEWAY, identity.nodeId());
    }

    /** Done when the record is in Kafka. */
    CompletionStage<Void> send(NodeRecord record) {
        return emitter.send(Record.of(key, Wire.write(record)));
    }
}
