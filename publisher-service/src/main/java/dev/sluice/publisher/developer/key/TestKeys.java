package dev.sluice.publisher.developer.key;

import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.LifecycleState;
import dev.sluice.publisher.api.registry.Apis;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.ApiRefusals;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.identity.session.TokenCounts;
import dev.sluice.publisher.identity.signingkey.Signer;
import dev.sluice.publisher.identity.signingkey.SigningKeys;
import dev.sluice.publisher.identity.signingkey.TokenConfig;
import dev.sluice.publisher.web.problem.PublisherProblem;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Signs test keys: tokens for the header {@code Internal-Key}, good for one API without client or subscription. */
@ApplicationScoped
class TestKeys {
    static final Duration LIFETIME = Duration.ofMinutes(60);
    private static final String TOKEN_TYPE = "InternalKey";

    private final Apis apis;
    private final SigningKeys keys;
    private final TokenConfig config;
    private final TokenCounts counts;

    TestKeys(Apis apis, SigningKeys keys, TokenConfig config, TokenCounts counts) {
        this.apis = apis;
        this.keys = keys;
        this.config = config;
        this.counts = counts;
    }

    /**
     * A key of this user for one of the API's endpoints.
     *
     * @param keyType empty = production, or the sandbox if there is no other
     */
    Outcome<String> generate(UUID apiId, String user, Optional<KeyType> keyType) {
        ApiEntity api = apis.find(apiId).orElse(null);
        if (api == null) {
            return ApiRefusals.refusedAsUnknown(apiId);
        }
        if (api.design().isThirdParty()) {
            return Outcome.refused(PublisherProblem.THIRD_PARTY, "A third-party API is served nowhere here.");
        }
        if (api.state() == LifecycleState.RETIRED) {
            return Outcome.refused(
                    PublisherProblem.API_RETIRED, "A retired API is served nowhere: there is nothing to try out.");
        }
        Signer signer = keys.signer().orElse(null);
        return signer == null
                ? Outcome.refused(
                        PublisherProblem.NO_TEST_KEY, "The gateways do not know the signing key yet. Try again soon.")
                : Outcome.done(sign(api, user, keyType.orElseGet(() -> usualKeyType(api)), signer));
    }

    private String sign(ApiEntity api, String user, KeyType keyType, Signer signer) {
        Instant now = Instant.now();
        counts.onIssued(TokenCounts.Kind.TEST_KEY);
        return Jwt.issuer(config.issuer())
                .subject(user)
                .audience(api.id().toString())
                .claim("jti", UUID.randomUUID().toString())
                .claim("keytype", keyType.name())
                .claim("token_type", TOKEN_TYPE)
                .issuedAt(now)
                .expiresAt(now.plus(LIFETIME))
                .jws()
                .algorithm(SignatureAlgorithm.RS256)
                .keyId(signer.kid())
                .sign(signer.key());
    }

    private static KeyType usualKeyType(ApiEntity api) {
        var endpoints = api.design().endpoints();
        return endpoints.containsKey(KeyType.SANDBOX) && !endpoints.containsKey(KeyType.PRODUCTION)
                ? KeyType.SANDBOX
                : KeyType.PRODUCTION;
    }
}
