package dev.sluice.publisher.oauth.portal;

import dev.sluice.publisher.identity.signingkey.TokenConfig;
import dev.sluice.publisher.oauth.authorize.FirstParty;
import dev.sluice.publisher.secret.DerivedKeys;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Base64;

/**
 * What {@code quarkus-oidc} has to know of our own provider: no discovery, nothing called before the first sign-in. The secret
 * of the cookies that hold state, nonce and code verifier is that of all publishers.
 */
@ApplicationScoped
class PortalTenant implements TenantConfigResolver {
    static final String ID = "portal";
    private static final String AUTHORIZE = "/oauth2/authorize";
    /** How long somebody may look at the sign-in page. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final LoopbackProvider provider;
    private final FirstParty portal;
    private final TokenConfig tokens;
    private final String stateSecret;

    PortalTenant(LoopbackProvider provider, FirstParty portal, TokenConfig tokens, DerivedKeys keys) {
        this.provider = provider;
        this.portal = portal;
        this.tokens = tokens;
        this.stateSecret = Base64.getEncoder().encodeToString(keys.key("portal-state"));
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext routing, OidcRequestContext<OidcTenantConfig> context) {
        return Uni.createFrom().item(this::own);
    }

    private OidcTenantConfig own() {
        return OidcTenantConfig.authServerUrl(provider.url())
                .tenantId(ID)
                .applicationType(ApplicationType.WEB_APP)
                .discoveryEnabled(false)
                .authorizationPath(AUTHORIZE)
                .tokenPath(LoopbackProvider.TOKEN)
                .jwksPath(LoopbackProvider.JWKS)
                .jwks()
                .resolveEarly(false)
                .end()
                .clientId(FirstParty.CLIENT_ID)
                .credentials(portal.secret())
                // For PortalTokenState, which keeps none in a cookie.
                .tokenStateManager()
                .encryptionRequired(false)
                .end()
                .token()
                .issuer(tokens.issuer())
                .end()
                .authentication()
                .redirectPath(FirstParty.CALLBACK)
                .restorePathAfterRedirect()
                .pkceRequired()
                .nonceRequired()
                .stateSecret(stateSecret)
                .stateCookieAge(PATIENCE)
                .failOnMissingStateParam()
                .cookiePath("/portal")
                .cookieForceSecure()
                .end()
                .build();
    }

    /** The address of the sign-in page for a browser: of our own provider a path, whatever origin the browser is at. */
    String forBrowser(String location) {
        String loopback = provider.url();
        return location.startsWith(loopback) ? location.substring(loopback.length()) : location;
    }
}
