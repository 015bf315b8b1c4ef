package dev.sluice.gateway.control;

import dev.sluice.model.node.NodeRecord;
import java.util.List;

/**
 * The version of a control topic that is in force.
 *
 * @param version the highest one met; what could not be applied of it is in {@code failures}
 */
record AppliedVersion(long version, List<NodeRecord.Failure> failures) {
    static final AppliedVersion NOTHING = new AppliedVersion(0, List.of());

    AppliedVersion {
        failures = List.copyOf(failures);
    }
}
