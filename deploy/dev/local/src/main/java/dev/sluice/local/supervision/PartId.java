package dev.sluice.local.supervision;

/**
 * One part of the local system.
 *
 * @param name   what runs: {@code gateway-service}, {@code kafka}
 * @param nodeId which one of them, stable and unique: {@code gateway-1}
 * @param port   the port users talk to; of a gateway its data plane
 */
public record PartId(String name, String nodeId, int port) {

    public PartId {
        if (name.isBlank() || nodeId.isBlank()) {
            throw new IllegalArgumentException("a part has a name and a node id, was '" + name + "', '" + nodeId + "'");
        }
    }
}
