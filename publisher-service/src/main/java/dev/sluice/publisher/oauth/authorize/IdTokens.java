package dev.sluice.publisher.oauth.authorize;

import dev.sluice.publisher.identity.signingkey.Signer;
import dev.sluice.publisher.identity.signingkey.SigningKeys;
import dev.sluice.publisher.identity.signingkey.TokenConfig;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes ID tokens (OpenID Connect Core 1.0, 2). Their {@code token_type} and the {@code jti} and {@code azp} that they have
 * not make them no access token for any gateway.
 */
@ApplicationScoped
class IdTokens {
    static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final String TYPE = "IdToken";

    private final SigningKeys keys;
    private final TokenConfig config;

    IdTokens(SigningKeys keys, TokenConfig config) {
        this.keys = keys;
        this.config = config;
    }

    /** Empty while no key may sign. */
    Optional<String> sign(AuthorizationCodes.Redeemed code) {
        return keys.signer().map(signer -> sign(code, signer));
    }

    private String sign(AuthorizationCodes.Redeemed code, Signer signer) {
        Instant now = Instant.now();
        JwtClaimsBuilder claims = Jwt.issuer(config.issuer())
                .subject(code.userName())
                .audience(FirstParty.CLIENT_ID)
                .claim("preferred_username", code.userName())
                .claim("token_type", TYPE)
                .claim("auth_time", code.authenticatedAt().getEpochSecond())
                .issuedAt(now)
                .expiresAt(now.plus(LIFETIME));
        if (!code.nonce().isEmpty()) {
            claims.claim("nonce", code.nonce());
        }
        return claims.jws()
                .algorithm(SignatureAlgorithm.RS256)
                .keyId(signer.kid())
                .sign(signer.key());
    }
}
