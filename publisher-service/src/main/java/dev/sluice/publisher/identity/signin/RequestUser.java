package dev.sluice.publisher.identity.signin;

import dev.sluice.publisher.identity.user.Account;
import dev.sluice.publisher.web.access.Role;
import dev.sluice.publisher.web.access.Scope;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The user of a request that has been let in.
 *
 * @param scopes what this request may do: with a token less than the account may
 * @param scheme {@code BASIC}, {@code BEARER} or {@code SESSION}
 */
record RequestUser(Account account, Set<Scope> scopes, String scheme, boolean isSecure) implements SecurityContext {
    static final String BEARER = "BEARER";
    static final String SESSION = "SESSION";

    RequestUser {
        scopes = Set.copyOf(scopes);
    }

    @Override
    public Principal getUserPrincipal() {
        return account::name;
    }

    @Override
    public boolean isUserInRole(@Nullable String role) {
        return role != null && Role.of(role).filter(account.roles()::contains).isPresent();
    }

    @Override
    public String getAuthenticationScheme() {
        return scheme;
    }
}
