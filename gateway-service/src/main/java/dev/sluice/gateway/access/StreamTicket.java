package dev.sluice.gateway.access;

import dev.sluice.model.api.KeyType;
import dev.sluice.model.channel.RequestTarget;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a ticket says whose signature was good.
 *
 * @param path of the stream as clients ask for it, in normal form
 * @param query in normal form, {@code null} = none
 * @param origin of the pages that may use it, {@code null} = it was issued without one
 * @param issuedAtMillis epoch milliseconds
 * @param holder on whose token it was issued; its token ends when the ticket does
 */
record StreamTicket(
        String apiId,
        String path,
        @Nullable String query,
        KeyType keyType,
        @Nullable String origin,
        long issuedAtMillis,
        Grant.Application holder) {

    boolean isFor(String api, RequestTarget target) {
        return apiId.equals(api) && path.equals(target.path()) && Objects.equals(query, target.query());
    }
}
