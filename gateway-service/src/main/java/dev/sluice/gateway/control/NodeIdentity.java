package dev.sluice.gateway.control;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Who this gateway is.
 *
 * @param nodeId stable over restarts
 * @param incarnation drawn at every start: what an earlier one asked for or reported is void
 */
public record NodeIdentity(String nodeId, String incarnation, String environment) {
    private static final Pattern NODE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public NodeIdentity {
        if (!NODE_ID.matcher(nodeId).matches()) {
            throw new IllegalArgumentException("sluice.node.id must match " + NODE_ID + ", was '" + nodeId + "'");
        }
    }

    static NodeIdentity drawn(String nodeId, String environment) {
        return new NodeIdentity(nodeId, UUID.randomUUID().toString(), environment);
    }
}
