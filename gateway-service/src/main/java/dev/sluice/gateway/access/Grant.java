package dev.sluice.gateway.access;

import dev.sluice.model.api.KeyType;
import org.jspecify.annotations.Nullable;

/**
 * The right to one stream, as it stood when it was given: {@link Admission#endOf} tells whether it still stands.
 *
 * @param topic its address in the API
 * @param holder {@code null} = the topic is open to everybody
 */
public record Grant(
        String apiId,
        String topic,
        KeyType keyType,
        @Nullable Holder holder) {

    /** When it ends by itself, epoch milliseconds; {@link Long#MAX_VALUE} = never. */
    public long expiresAtMillis() {
        return holder == null ? Long.MAX_VALUE : holder.token().expiresAtMillis();
    }

    /** Who holds it. */
    public record Holder(String applicationId, VerifiedToken token) {}
}
