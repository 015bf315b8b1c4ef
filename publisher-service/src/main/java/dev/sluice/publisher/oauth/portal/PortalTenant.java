package dev.sluice.publisher.oauth.portal;

import dev.sluice.publisher.identity.signingkey.TokenConfig;
import dev.sluice.publisher.oauth.authorize.FirstParty;
import dev.sluice.publisher.secret.DerivedKeys;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.OidcTenantConfigBuilder;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * What {@code quarkus-oidc} has to know of the provider, our own or another. Nothing is called before the first sign-in, and
 * of our own nothing is discovered. The secret of the cookies that hold state, nonce and code verifier is that of all
 * publishers.
 */
@ApplicationScoped
class PortalTenant implements TenantConfigResolver {
    private static final String OWN = "portal";
    private static final String FOREIGN = "provider";
    private static final String AUTHORIZE = "/oauth2/authorize";
    /** How long somebody may look at the sign-in page. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final LoopbackProvider provider;
    private final ForeignProvider foreign;
    private final FirstParty portal;
    private final TokenConfig tokens;
    private final String stateSecret;

    PortalTenant(
            LoopbackProvider provider,
            ForeignProvider foreign,
            FirstParty portal,
            TokenConfig tokens,
            DerivedKeys keys) {
        this.provider = provider;
        this.foreign = foreign;
        this.portal = portal;
        this.tokens = tokens;
        this.stateSecret = Base64.getEncoder().encodeToString(keys.key("portal-state"));
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext routing, OidcRequestContext<OidcTenantConfig> context) {
        return Uni.createFrom().item(foreign.isThere() ? foreign() : own());
    }

    private OidcTenantConfig own() {
        return common(OidcTenantConfig.authServerUrl(provider.url()).tenantId(OWN))
                .discoveryEnabled(false)
                .authorizationPath(AUTHORIZE)
                .tokenPath(LoopbackProvider.TOKEN)
                .jwksPath(LoopbackProvider.JWKS)
                .jwks()
                .resolveEarly(false)
                .end()
                .clientId(FirstParty.CLIENT_ID)
                .credentials(portal.secret())
                .token()
                .issuer(tokens.issuer())
                .end()
                .build();
    }

    private OidcTenantConfig foreign() {
        ProviderConfig config = foreign.config();
        OidcTenantConfigBuilder tenant = common(
                        OidcTenantConfig.authServerUrl(config.issuerUrl().orElseThrow())
                                .tenantId(FOREIGN))
                .clientId(config.clientId().orElseThrow())
                .credentials(foreign.secret())
                .token()
                .subjectRequired()
                .end()
                .authentication()
                .scopes(config.scopes())
                .end();
        config.trustFile().ifPresent(_ -> tenant.tlsConfigurationName(ForeignProvider.TLS));
        return tenant.build();
    }

    private OidcTenantConfigBuilder common(OidcTenantConfigBuilder tenant) {
        return tenant.applicationType(ApplicationType.WEB_APP)
                // For PortalTokenState, which keeps none in a cookie.
                .tokenStateManager()
                .encryptionRequired(false)
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
                .end();
    }

    /** By which {@code quarkus-oidc} names its cookies. */
    String id() {
        return foreign.isThere() ? FOREIGN : OWN;
    }

    /** Why sign-in is not possible at this moment; empty = no reason is known. Asks the resolver. */
    Optional<String> fault() {
        return foreign.fault();
    }

    /** The address of the sign-in page for a browser: of our own provider a path, whatever origin the browser is at. */
    String forBrowser(String location) {
        String loopback = provider.url();
        return location.startsWith(loopback) ? location.substring(loopback.length()) : location;
    }
}
