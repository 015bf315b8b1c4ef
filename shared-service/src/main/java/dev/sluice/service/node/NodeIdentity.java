package dev.sluice.service.node;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Which node this process is.
 *
 * @param nodeId stable over restarts
 * @param incarnation drawn at every start: what an earlier one asked for or reported is void
 */
public record NodeIdentity(String nodeId, String incarnation) {
    private static final Pattern NODE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public NodeIdentity {
        if (!NODE_ID.matcher(nodeId).matches()) {
            throw new IllegalArgumentException("sluice.node.id must match " + NODE_ID + ", was '" + nodeId + "'");
        }
    }

    /** Returns the identity of a process that has just started. */
    public static NodeIdentity drawn(NodeConfig config) {
        return new NodeIdentity(config.id(), UUID.randomUUID().toString());
    }
}
