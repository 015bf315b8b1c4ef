package dev.sluice.relay.ops;

import java.util.regex.Pattern;

/**
 * Who this relay is.
 *
 * @param nodeId stable over restarts
 * @param incarnation drawn at every start
 */
record RelayIdentity(String nodeId, String incarnation) {
    private static final Pattern NODE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    RelayIdentity {
        if (!NODE_ID.matcher(nodeId).matches()) {
            throw new IllegalArgumentException("sluice.node.id must match " + NODE_ID + ", was '" + nodeId + "'");
        }
    }
}
