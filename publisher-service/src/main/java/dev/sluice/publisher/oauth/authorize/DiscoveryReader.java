package dev.sluice.publisher.oauth.authorize;

import dev.sluice.publisher.identity.signingkey.TokenConfig;
import dev.sluice.publisher.web.browser.Origins;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** The endpoints below the origin that they are asked for at, if pages live there, else below that of the issuer. */
@ApplicationScoped
class DiscoveryReader {
    private final Origins origins;
    private final TokenConfig config;

    DiscoveryReader(Origins origins, TokenConfig config) {
        this.origins = origins;
        this.config = config;
    }

    DiscoveryBody read(HttpServerRequest request) {
        String issuer = config.issuer();
        String base = origins.of(request).orElseGet(() -> issuer.replaceFirst("/oauth2/token$", ""));
        return DiscoveryBody.of(issuer, base);
    }
}
