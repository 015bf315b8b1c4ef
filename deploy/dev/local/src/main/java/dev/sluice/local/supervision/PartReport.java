package dev.sluice.local.supervision;

import org.jspecify.annotations.Nullable;

/**
 * A part as it is now.
 *
 * @param pid the process, or {@code null} while there is none
 */
public record PartReport(
        PartId id, PartState state, @Nullable Long pid) {}
