package dev.sluice.gateway.control;

import dev.sluice.kafka.NodeBeat;
import dev.sluice.model.node.NodeRecord;
import dev.sluice.service.node.NodeIdentity;
import dev.sluice.service.thread.ServiceThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Reports what this gateway is and has put into force. Thread safe; no method waits, but {@link #drain}, for a second at most.
 */
public final class NodeAnnouncer implements ControlListener, AutoCloseable {
    private static final Duration MAX_DRAIN = Duration.ofSeconds(1);

    private final NodeIdentity identity;
    private final String environment;
    private final ControlPlane controlPlane;
    private final DataPlaneState dataPlane;
    private final NodeBeat beat;
    private volatile boolean draining;

    /** @param sender done when the record is in Kafka, or failed */
    NodeAnnouncer(
            NodeIdentity identity,
            Duration beat,
            String environment,
            ControlPlane controlPlane,
            DataPlaneState dataPlane,
            Function<NodeRecord, CompletionStage<Void>> sender,
            ServiceThreads threads) {
        this.identity = identity;
        this.environment = environment;
        this.controlPlane = controlPlane;
        this.dataPlane = dataPlane;
        this.beat = new NodeBeat(beat, this::report, sender, threads);
    }

    void start() {
        controlPlane.listen(this);
        beat.start();
    }

    @Override
    public void onApisChanged() {
        beat.onChange();
    }

    @Override
    public void onAccessChanged() {
        beat.onChange();
    }

    /** Returns whether this node is leaving: no client is to be sent here any more. */
    public boolean isDraining() {
        return draining;
    }

    /** From now on this node is leaving; returns when that is in Kafka, or after a second. */
    void drain() throws InterruptedException {
        draining = true;
        beat.onChange();
        beat.awaitArrived(NodeRecord.State.DRAINING, MAX_DRAIN);
    }

    @Override
    public void close() {
        beat.close();
    }

    private NodeRecord report() {
        AppliedVersion apis = controlPlane.appliedApis();
        AppliedVersion access = controlPlane.appliedAccess();
        List<NodeRecord.Failure> failures = new ArrayList<>(apis.failures());
        failures.addAll(access.failures());
        return new NodeRecord(
                NodeRecord.SCHEMA,
                NodeRecord.Kind.GATEWAY,
                identity.incarnation(),
                environment,
                state(),
                apis.version(),
                access.version(),
                failures,
                dataPlane.connections(),
                dataPlane.address().orElse(null));
    }

    private NodeRecord.State state() {
        if (draining) {
            return NodeRecord.State.DRAINING;
        }
        return controlPlane.isCaughtUp() && dataPlane.isBound() ? NodeRecord.State.SERVING : NodeRecord.State.STARTING;
    }
}
