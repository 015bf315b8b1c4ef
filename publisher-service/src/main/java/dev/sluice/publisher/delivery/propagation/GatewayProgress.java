package dev.sluice.publisher.delivery.propagation;

import dev.sluice.model.WireName;

/**
 * How far a gateway is with one change.
 *
 * @param reason why it could not be applied; empty = it could, or it is not known yet
 */
public record GatewayProgress(NodeStatus gateway, Step step, String reason) {
    /** The steps of a change at a gateway. */
    public enum Step implements WireName {
        APPLIED,
        PENDING,
        FAILED
    }
}
