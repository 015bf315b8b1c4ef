package dev.sluice.publisher.delivery.propagation;

import dev.sluice.model.WireName;
import dev.sluice.model.node.NodeRecord;
import java.time.Instant;

/**
 * A node and what it has said last.
 *
 * @param lastSeen the time that Kafka has of its record
 */
public record NodeStatus(String nodeId, NodeRecord record, Instant lastSeen, Liveness liveness) {
    /** Whether a node is alive, by this process's own clock. */
    public enum Liveness implements WireName {
        ALIVE,
        /** Silent for 15 s or more. */
        SILENT,
        /** This process has not read for 15 s yet, and the node has not renewed its record meanwhile. */
        UNKNOWN
    }
}
