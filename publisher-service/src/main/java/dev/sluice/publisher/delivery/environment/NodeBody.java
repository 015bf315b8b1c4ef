package dev.sluice.publisher.delivery.environment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.model.node.NodeRecord;
import dev.sluice.publisher.delivery.propagation.NodeStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A gateway or a relay: the contract's {@code GatewayInstance}.
 *
 * @param gatewayId {@code null} = it is a relay; so with {@code relayId}
 * @param lastActive RFC 3339
 * @param status {@code ACTIVE}, {@code EXPIRED} (silent for 15 s) or {@code UNKNOWN}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NodeBody(
        @Nullable String gatewayId, @Nullable String relayId, String lastActive, String status, Streaming streaming) {
    /**
     * @param state {@code starting}, {@code serving} or {@code draining}
     * @param connections open streams; of gateways
     * @param address host and port; of gateways
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Streaming(
            String state,
            @Nullable Integer connections,
            @Nullable String address,
            List<Failure> failures) {}

    /** A control record that the node could not apply. */
    record Failure(String key, String reason) {}

    static NodeBody of(NodeStatus node) {
        NodeRecord record = node.record();
        boolean isGateway = record.kind() == NodeRecord.Kind.GATEWAY;
        return new NodeBody(
                isGateway ? node.nodeId() : null,
                isGateway ? null : node.nodeId(),
                node.lastSeen().toString(),
                word(node.liveness()),
                new Streaming(
                        record.state().wireName(),
                        isGateway ? record.connections() : null,
                        record.address(),
                        record.failures().stream()
                                .map(failure -> new Failure(failure.key(), failure.reason()))
                                .toList()));
    }

    private static String word(NodeStatus.Liveness liveness) {
        return switch (liveness) {
            case ALIVE -> "ACTIVE";
            case SILENT -> "EXPIRED";
            case UNKNOWN -> "UNKNOWN";
        };
    }
}
