package dev.sluice.publisher.session;

import dev.sluice.publisher.access.Scope;
import dev.sluice.publisher.user.Account;
import java.util.Set;

/**
 * Whose access token it is.
 *
 * @param scopes those of the token that the user's roles still allow
 */
public record SessionUser(Account account, Set<Scope> scopes) {
    public SessionUser {
        scopes = Set.copyOf(scopes);
    }
}
