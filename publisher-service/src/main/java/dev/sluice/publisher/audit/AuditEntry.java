package dev.sluice.publisher.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One write.
 *
 * @param user empty = the service itself, or a request that was not signed in
 * @param address of the client, {@code requestId} as its answer named it; both empty = in no request
 * @param before JSON of what was there, of a change only what differs; {@code null} = nothing
 * @param after the same for what is there since
 */
record AuditEntry(
        long id,
        Instant at,
        String user,
        String address,
        String requestId,
        String kind,
        String subjectId,
        String name,
        String action,
        @Nullable String before,
        @Nullable String after) {}
