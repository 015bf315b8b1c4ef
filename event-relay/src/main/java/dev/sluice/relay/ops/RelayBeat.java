package dev.sluice.relay.ops;

import dev.sluice.model.node.NodeRecord;
import dev.sluice.model.wire.Wire;
import dev.sluice.relay.control.ApiDirectory;
import dev.sluice.service.thread.ServiceThreads;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.jboss.logging.Logger;

/** Tells every 5 s that this relay lives. */
@Singleton
class RelayBeat {
    private static final Logger LOG = Logger.getLogger(RelayBeat.class);
    private static final Duration BEAT = Duration.ofSeconds(5);

    private final Emitter<Record<String, byte[]>> emitter;
    private final RelayIdentity identity;
    private final ApiDirectory directory;
    private final ScheduledExecutorService timer;

    RelayBeat(
            @Channel("nodes") Emitter<Record<String, byte[]>> emitter,
            RelayIdentity identity,
            ApiDirectory directory,
            ServiceThreads threads) {
        this.directory = directory;
        this.timer = threads.timer("relay-beat");
        this.emitter = emitter;
        this.identity = identity;
    }

    void start() {
        timer.scheduleAtFixedRate(this::send, 0, BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void send() {
        NodeRecord record = new NodeRecord(
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
        try {
            emitter.send(Record.of(NodeRecord.key(NodeRecord.Kind.RELAY, identity.nodeId()), Wire.write(record)))
                    .whenComplete((_, failure) -> {
                        if (failure != null) {
                            LOG.warnf("Kafka has not taken this node's report: reason=%s", failure);
                        }
                    });
        } catch (IllegalStateException full) { // of reports that Kafka has not taken
            LOG.warnf("this node's report is left out: reason=%s", full);
        }
    }

    void close() {
        timer.shutdown();
    }
}
