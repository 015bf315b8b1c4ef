package dev.sluice.publisher.oauth.portal;

import dev.sluice.publisher.identity.portal.PortalCookie;
import dev.sluice.publisher.identity.portal.PortalSessions;
import dev.sluice.publisher.identity.portal.ProviderSession;
import dev.sluice.publisher.secret.OpaqueSecret;
import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TokenStateManager;
import io.quarkus.oidc.runtime.TenantConfigContext;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Opens a session for the ID token of a sign-in, once {@code quarkus-oidc} has verified it. The session is ours: a row of the
 * database and {@link PortalCookie}. Nothing is kept by {@code quarkus-oidc} itself.
 */
@ApplicationScoped
@Alternative
@Priority(1)
class PortalTokenState implements TokenStateManager {
    private final PortalSessions sessions;
    private final ForeignProvider foreign;

    PortalTokenState(PortalSessions sessions, ForeignProvider foreign) {
        this.sessions = sessions;
        this.foreign = foreign;
    }

    /** A session that the browser had before is over: it may be another user's. */
    @Override
    public Uni<String> createTokenState(
            RoutingContext routing,
            OidcTenantConfig config,
            AuthorizationCodeTokens tokens,
            OidcRequestContext<String> context) {
        String idToken = tokens.getIdToken();
        TenantConfigContext tenant = routing.get(TenantConfigContext.class.getName());
        String endUri = tenant.getOidcMetadata().getEndSessionUri();
        return context.runBlocking(() -> {
                    PortalCookie.of(routing.request()).ifPresent(sessions::end);
                    return open(idToken, endUri).reveal();
                })
                .invoke(token -> PortalCookie.set(routing.response(), OpaqueSecret.of(token)))
                .map(_ -> "");
    }

    /** @param endUri {@code null} = the provider has no session that could be ended */
    private OpaqueSecret open(String idToken, @Nullable String endUri) {
        JsonObject claims = claims(idToken);
        if (!foreign.isThere()) {
            return sessions.open(claims.getString("sub"), null);
        }
        String name = foreign.accountOf(claims).name();
        return sessions.open(name, endUri == null ? null : new ProviderSession(endUri, idToken));
    }

    private static JsonObject claims(String idToken) {
        String payload = idToken.split("\\.", -1)[1];
        return new JsonObject(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
    }

    @Override
    public Uni<AuthorizationCodeTokens> getTokens(
            RoutingContext routing,
            OidcTenantConfig config,
            String state,
            OidcRequestContext<AuthorizationCodeTokens> context) {
        return Uni.createFrom().failure(new AuthenticationFailedException("there is nothing to be had again"));
    }

    @Override
    public Uni<Void> deleteTokens(
            RoutingContext routing, OidcTenantConfig config, String state, OidcRequestContext<Void> context) {
        return Uni.createFrom().voidItem();
    }
}
