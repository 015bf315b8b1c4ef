package dev.sluice.publisher.identity.session;

import dev.sluice.publisher.identity.user.Account;
import dev.sluice.publisher.web.access.Scope;
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
