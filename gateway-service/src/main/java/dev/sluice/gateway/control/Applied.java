package dev.sluice.gateway.control;

import dev.sluice.model.node.NodeRecord;
import java.util.List;

/**
 * How far a control topic has been put into force.
 *
 * @param version the highest one met; what could not be applied of it is in {@code failures}
 */
record Applied(long version, List<NodeRecord.Failure> failures) {
    static final Applied NOTHING = new Applied(0, List.of());

    Applied {
        failures = List.copyOf(failures);
    }
}
