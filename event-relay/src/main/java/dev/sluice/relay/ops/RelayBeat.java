package dev.sluice.relay.ops;

import dev.sluice.kafka.KafkaConnection;
import dev.sluice.kafka.NodeBeat;
import dev.sluice.kafka.NodeLog;
import dev.sluice.model.node.NodeRecord;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.relay.control.ApiDirectory;
import dev.sluice.service.node.NodeConfig;
import dev.sluice.service.node.NodeIdentity;
import dev.sluice.service.thread.ServiceThreads;
import jakarta.inject.Singleton;

/** Reports that this relay lives, and which APIs it cannot read. */
@Singleton
class RelayBeat {
    private final NodeIdentity identity;
    private final ApiDirectory directory;
    private final NodeLog log;
    private final NodeBeat beat;

    RelayBeat(
            KafkaConnection kafka,
            KafkaTopics topics,
            NodeConfig node,
            NodeIdentity identity,
            ApiDirectory directory,
            ServiceThreads threads) {
        this.identity = identity;
        this.directory = directory;
        this.log = new NodeLog(kafka, topics.nodes(), identity.nodeId());
        this.beat = new NodeBeat(node.beat(), this::report, log::send, threads);
    }

    void start() {
        beat.start();
    }

    void close() {
        beat.close();
        log.close();
    }

    private NodeRecord report() {
        return new NodeRecord(
                NodeRecord.SCHEMA,
                NodeRecord.Kind.RELAY,
                identity.incarnation(),
                null,
                NodeRecord.State.SERVING,
                0,
                0,
                directory.failures(),
                0,
                null);
    }
}
