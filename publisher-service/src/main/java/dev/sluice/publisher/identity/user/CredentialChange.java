package dev.sluice.publisher.identity.user;

import org.jspecify.annotations.Nullable;

/**
 * Told within the transaction: what this user signed in with before counts no more, so its sessions are over.
 *
 * @param keptSession the hash of the cookie of the one session that goes on; {@code null} = none
 */
public record CredentialChange(String user, @Nullable String keptSession) {
    CredentialChange(String user) {
        this(user, null);
    }
}
