package dev.sluice.publisher.oauth.keymanager;

import java.security.Key;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a developer has the client of a foreign issuer that they say is theirs: they show a fresh access token of it. By
 * the rules of gateways for such tokens, and with keys that are known here; nothing is asked of the provider.
 */
final class ProofOfClient {
    private static final Duration MAX_AGE = Duration.ofMinutes(10);
    private static final int MAX_LENGTH = 8 * 1024;
    private static final int LEEWAY_SECONDS = 60;
    private static final String AUTHORIZED_PARTY = "azp";
    private static final String CLIENT_ID = "client_id";
    private static final List<String> OF_OTHER_TOKENS =
            List.of("nonce", "at_hash", "c_hash", "s_hash", "events", "cnf");

    private ProofOfClient() {}

    /** Returns why the token is no proof, for people and without a part of it; empty = it is one. */
    static Optional<String> fault(KeyManagerEntity manager, String consumerKey, String token) {
        if (token.length() > MAX_LENGTH) {
            return Optional.of("is too long");
        }
        try {
            JwtClaims claims = consumer(manager).processToClaims(token);
            NumericDate issued = claims.getIssuedAt();
            if (OF_OTHER_TOKENS.stream().anyMatch(claims::hasClaim)) {
                return Optional.of("is no plain access token");
            }
            if (issued == null || NumericDate.now().getValue() - issued.getValue() > MAX_AGE.toSeconds()) {
                return Optional.of("must have been issued in the last " + MAX_AGE.toMinutes() + " minutes");
            }
            if (!consumerKey.equals(consumerKeyOf(claims, manager))) {
                return Optional.of("was issued to another client: '"
                        + manager.settings().consumerKeyClaim() + "' of it is not this consumer key");
            }
            return isOfClientItself(claims, consumerKey)
                    ? Optional.empty()
                    : Optional.of("is one of a user: get one for the client itself, by client_credentials");
        } catch (InvalidJwtException refused) {
            return Optional.of(reason(refused));
        } catch (MalformedClaimException malformed) {
            return Optional.of("has claims of another type than access tokens have");
        }
    }

    private static JwtConsumer consumer(KeyManagerEntity manager) {
        JwtConsumerBuilder builder = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(
                        ConstraintType.PERMIT,
                        AlgorithmIdentifiers.RSA_USING_SHA256,
                        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)
                .setVerificationKeyResolver((signature, _) -> key(manager.keys(), signature))
                .setExpectedIssuer(manager.issuer())
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setAllowedClockSkewInSeconds(LEEWAY_SECONDS);
        List<String> audiences = manager.settings().audiences();
        if (audiences.isEmpty()) {
            builder.setSkipDefaultAudienceValidation();
        } else {
            builder.setExpectedAudience(audiences.toArray(String[]::new));
        }
        return builder.build();
    }

    /** jose4j refuses a key of another type than the algorithm asks for. */
    private static Key key(List<Map<String, String>> keys, JsonWebSignature signature) throws UnresolvableKeyException {
        String wanted = keyId(signature);
        Map<String, String> found = keys.stream()
                .filter(key -> wanted != null && wanted.equals(key.get("kid")))
                .findFirst()
                .or(() ->
                        keys.size() == 1 && (wanted == null || !keys.getFirst().containsKey("kid"))
                                ? Optional.of(keys.getFirst())
                                : Optional.empty())
                .orElseThrow(() -> new UnresolvableKeyException("the issuer has no key of this id"));
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(Map.<String, Object>copyOf(found))
                    .getKey();
        } catch (JoseException impossible) {
            throw new UnresolvableKeyException("a key that was read before cannot be read", impossible);
        }
    }

    private static @Nullable String keyId(JsonWebStructure signature) {
        return signature.getHeaders().getObjectHeaderValue(JsonWebKey.KEY_ID_PARAMETER) instanceof String text
                ? text
                : null;
    }

    private static @Nullable String consumerKeyOf(JwtClaims claims, KeyManagerEntity manager)
            throws MalformedClaimException {
        String claim = manager.settings().consumerKeyClaim();
        String named = claims.getStringClaimValue(claim);
        return named == null && claim.equals(AUTHORIZED_PARTY) ? claims.getStringClaimValue(CLIENT_ID) : named;
    }

    /**
     * A client that signs users in gives tokens to each of them, which prove nothing of it. Of its own, the subject is the
     * client (RFC 9068, 2.2), or the provider says so in its own way: Auth0, Keycloak, Microsoft Entra.
     */
    private static boolean isOfClientItself(JwtClaims claims, String consumerKey) {
        Object subject = claims.getClaimValue("sub");
        return consumerKey.equals(subject)
                || (consumerKey + "@clients").equals(subject)
                || ("service-account-" + consumerKey.toLowerCase(Locale.ROOT))
                        .equals(claims.getClaimValue("preferred_username"))
                || "app".equals(claims.getClaimValue("idtyp"));
    }

    private static String reason(InvalidJwtException refused) {
        if (refused.hasErrorCode(ErrorCodes.EXPIRED)) {
            return "has expired";
        }
        if (refused.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || refused.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return "is for another audience";
        }
        return refused.hasErrorCode(ErrorCodes.ISSUER_INVALID)
                ? "is of another issuer"
                : "is no token that this key manager has issued, as far as its keys are known";
    }
}
