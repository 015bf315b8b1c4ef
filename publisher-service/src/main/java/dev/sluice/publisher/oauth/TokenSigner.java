package dev.sluice.publisher.oauth;

import dev.sluice.publisher.developer.key.Client;
import dev.sluice.publisher.identity.session.TokenCounts;
import dev.sluice.publisher.identity.signingkey.Signer;
import dev.sluice.publisher.identity.signingkey.SigningKeys;
import dev.sluice.publisher.identity.signingkey.TokenConfig;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.UnresolvableKeyException;

/** Writes access tokens, and reads back its own. */
@ApplicationScoped
class TokenSigner {
    /** The scope of a token that has none: WSO2's word for it. */
    static final String NO_SCOPE = "default";

    private final SigningKeys keys;
    private final TokenConfig config;
    private final TokenCounts counts;
    private final JwtConsumer reader;

    TokenSigner(SigningKeys keys, TokenConfig config, TokenCounts counts) {
        this.keys = keys;
        this.config = config;
        this.counts = counts;
        this.reader = new JwtConsumerBuilder()
                .setVerificationKeyResolver((signature, nesting) -> verificationKey(signature.getKeyIdHeaderValue()))
                .setJwsAlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
                .setExpectedIssuer(config.issuer())
                .setSkipDefaultAudienceValidation()
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setRequireJwtId()
                .build();
    }

    private Key verificationKey(String kid) throws UnresolvableKeyException {
        return keys.publicKey(kid == null ? "" : kid)
                .orElseThrow(() -> new UnresolvableKeyException("no key of ours has this id"));
    }

    /** A new token of this client; empty while no key may sign. */
    Optional<String> sign(Client client, String scope, Duration lifetime) {
        return keys.signer().map(signer -> sign(client, scope, lifetime, signer));
    }

    private String sign(Client client, String scope, Duration lifetime, Signer signer) {
        Instant now = Instant.now();
        counts.onIssued(TokenCounts.Kind.APPLICATION);
        return Jwt.issuer(config.issuer())
                .subject(client.consumerKey())
                .audience(client.consumerKey())
                .claim("azp", client.consumerKey())
                .claim("scope", scope)
                .claim("jti", UUID.randomUUID().toString())
                .claim("keytype", client.keyType().name())
                .issuedAt(now)
                .expiresAt(now.plus(lifetime))
                .jws()
                .algorithm(SignatureAlgorithm.RS256)
                .keyId(signer.kid())
                .sign(signer.key());
    }

    /** The token in this text if it is one of ours and has not expired. */
    Optional<AccessToken> read(String text) {
        try {
            JwtClaims claims = reader.processToClaims(text);
            String consumerKey = claims.getStringClaimValue("azp");
            String scope = claims.getStringClaimValue("scope");
            return consumerKey == null || scope == null
                    ? Optional.empty()
                    : Optional.of(new AccessToken(
                            claims.getJwtId(),
                            consumerKey,
                            scope,
                            Instant.ofEpochSecond(claims.getIssuedAt().getValue()),
                            Instant.ofEpochSecond(claims.getExpirationTime().getValue())));
        } catch (InvalidJwtException | MalformedClaimException notOurs) {
            return Optional.empty();
        }
    }
}
