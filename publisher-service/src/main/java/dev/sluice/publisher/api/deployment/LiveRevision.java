package dev.sluice.publisher.api.deployment;

import dev.sluice.publisher.delivery.outbox.Change;
import java.time.Instant;
import java.util.UUID;

/**
 * A revision that is deployed.
 *
 * @param number of the revision in its API: 1, 2, ..
 * @param record that a gateway must have applied to serve it
 */
public record LiveRevision(
        UUID apiId, String environment, UUID revisionId, int number, Instant deployedAt, Change record) {}
