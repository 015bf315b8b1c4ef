package dev.sluice.gateway.access;

import static java.util.Objects.requireNonNull;

import dev.sluice.model.api.KeyType;
import dev.sluice.model.channel.RequestTarget;
import dev.sluice.model.secret.KeyFile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Issues and reads stream tickets: what a browser's {@code EventSource}, which can send no header, shows instead of a token.
 * A ticket is a JWT, signed with HMAC-SHA256 by the first key of the key file and good with every key of it; all gateways
 * hold the same ones, none remembers a ticket. For any thread.
 */
public final class Tickets {
    /** For the first connect; later a ticket only resumes. */
    static final long TO_CONNECT_MILLIS = Duration.ofSeconds(60).toMillis();

    static final long MAX_LIFE_MILLIS = Duration.ofHours(1).toMillis();
    static final int MAX_LENGTH = 6 * 1024;
    /** One is enough for a topic; more are for the case that the topic asks for others later. */
    private static final int MAX_SCOPES = 10;

    private static final AlgorithmConstraints HS256 =
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256);
    private static final String TYPE = "sluice-ticket";
    /** Of a test key's: a gateway that does not know it takes it for no ticket at all. */
    private static final String TEST_TYPE = "sluice-test-ticket";

    /** Of an API key's; the same holds for it. */
    private static final String API_KEY_TYPE = "sluice-key-ticket";

    private static final Set<String> TYPES = Set.of(TYPE, TEST_TYPE, API_KEY_TYPE);

    private static final String CLIENT = "azp";
    private static final String KEY_HASH = "kh";
    private static final String KEY_TYPE = "keytype";
    private static final String SCOPES = "scopes";
    /** Of a foreign token, and its audiences. */
    private static final String PROOF = "proof";

    private static final String AUDIENCES = "audiences";
    private static final String PATH = "path";
    private static final String QUERY = "query";
    private static final String ORIGIN = "origin";

    private final @Nullable KeyFile keys;

    private Tickets(@Nullable KeyFile keys) {
        this.keys = keys;
    }

    public static Tickets signedBy(KeyFile keys) {
        return new Tickets(keys);
    }

    /** None is issued, none is taken. */
    public static Tickets off() {
        return new Tickets(null);
    }

    public boolean isOn() {
        return keys != null;
    }

    /**
     * A ticket for one stream, on an application's token.
     *
     * @param keyType of the holder's client
     * @param scopes of the holder's token that the topic asks for
     * @param origin of the pages that may use it, {@code null} = none that says one
     * @throws IllegalStateException when there is no key
     */
    IssuedTicket issue(
            String apiId,
            RequestTarget target,
            KeyType keyType,
            Grant.Application holder,
            Set<String> scopes,
            @Nullable String origin,
            long nowMillis) {
        JwtClaims claims = claims(apiId, holder.token().tokenId(), target, keyType, origin);
        claims.setSubject(holder.applicationId());
        claims.setStringClaim(CLIENT, holder.token().consumerKey());
        claims.setStringListClaim(
                SCOPES, scopes.stream().sorted().limit(MAX_SCOPES).toList());
        ForeignSource source = holder.token().source();
        if (source != null) {
            claims.setStringClaim(PROOF, source.proof());
            claims.setStringListClaim(AUDIENCES, source.audiences());
        }
        return signed(TYPE, claims, holder, nowMillis);
    }

    /** The same on an API key: its hash says which, so that it can be checked again at each connect. */
    IssuedTicket issue(
            String apiId,
            RequestTarget target,
            KeyType keyType,
            Grant.ApiKey holder,
            @Nullable String origin,
            long nowMillis) {
        JwtClaims claims = claims(apiId, null, target, keyType, origin);
        claims.setSubject(holder.applicationId());
        claims.setStringClaim(KEY_HASH, holder.keyHash());
        return signed(API_KEY_TYPE, claims, holder, nowMillis);
    }

    /** The same on a test key: it has neither application nor client, and needs no scope. */
    IssuedTicket issue(
            String apiId,
            RequestTarget target,
            KeyType keyType,
            Grant.Tester holder,
            @Nullable String origin,
            long nowMillis) {
        JwtClaims claims = claims(apiId, holder.token().tokenId(), target, keyType, origin);
        return signed(TEST_TYPE, claims, holder, nowMillis);
    }

    private static JwtClaims claims(
            String apiId, @Nullable String tokenId, RequestTarget target, KeyType keyType, @Nullable String origin) {
        JwtClaims claims = new JwtClaims();
        claims.setAudience(apiId);
        if (tokenId != null) {
            claims.setJwtId(tokenId);
        }
        claims.setStringClaim(KEY_TYPE, keyType.letter());
        claims.setStringClaim(PATH, target.path());
        setIfPresent(claims, QUERY, target.query());
        setIfPresent(claims, ORIGIN, origin);
        return claims;
    }

    private static void setIfPresent(JwtClaims claims, String name, @Nullable String value) {
        if (value != null) {
            claims.setStringClaim(name, value);
        }
    }

    private IssuedTicket signed(String type, JwtClaims claims, Grant.Holder holder, long nowMillis) {
        // JWT counts whole seconds.
        long issued = nowMillis / 1000 * 1000;
        long expires = Math.min(holder.expiresAtMillis(), issued + MAX_LIFE_MILLIS) / 1000 * 1000;
        claims.setIssuedAt(NumericDate.fromMilliseconds(issued));
        claims.setExpirationTime(NumericDate.fromMilliseconds(expires));
        return new IssuedTicket(sign(type, claims), issued + TO_CONNECT_MILLIS, expires);
    }

    private String sign(String type, JwtClaims claims) {
        if (keys == null) {
            throw new IllegalStateException("no key signs tickets");
        }
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setHeader("typ", type);
        signature.setKeyIdHeaderValue(keys.first());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        signature.setKey(new HmacKey(requireNonNull(keys.key(keys.first()))));
        try {
            return signature.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException("a ticket cannot be signed", impossible);
        }
    }

    /** What the ticket says; empty when it is none of ours. Its times are the caller's to judge. */
    Optional<StreamTicket> read(String compact) {
        if (keys == null || compact.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setAlgorithmConstraints(HS256);
            signature.setCompactSerialization(compact);
            if (!JoseShape.isGood(signature.getHeaders())) {
                return Optional.empty();
            }
            byte[] key = keys.key(signature.getKeyIdHeaderValue());
            Object type = signature.getHeaders().getObjectHeaderValue("typ");
            if (key == null || !(type instanceof String known && TYPES.contains(known))) {
                return Optional.empty();
            }
            signature.setKey(new HmacKey(key));
            return signature.verifySignature()
                    ? Optional.of(read(known, JwtClaims.parse(signature.getPayload())))
                    : Optional.empty();
        } catch (JoseException | InvalidJwtException | MalformedClaimException _) {
            return Optional.empty();
        }
    }

    private static StreamTicket read(String type, JwtClaims claims) throws MalformedClaimException {
        String apiId = claims.getAudience().getFirst();
        KeyType keyType = KeyType.ofLetter(claims.getStringClaimValue(KEY_TYPE)).orElseThrow();
        return new StreamTicket(
                apiId,
                claims.getStringClaimValue(PATH),
                claims.getStringClaimValue(QUERY),
                keyType,
                claims.getStringClaimValue(ORIGIN),
                claims.getIssuedAt().getValueInMillis(),
                switch (type) {
                    case TEST_TYPE -> tester(claims, apiId, keyType);
                    case API_KEY_TYPE -> apiKey(claims);
                    default -> application(claims);
                });
    }

    private static Grant.ApiKey apiKey(JwtClaims claims) throws MalformedClaimException {
        return new Grant.ApiKey(
                claims.getSubject(),
                "",
                claims.getStringClaimValue(KEY_HASH),
                claims.getExpirationTime().getValueInMillis(),
                List.of());
    }

    private static Grant.Tester tester(JwtClaims claims, String apiId, KeyType keyType) throws MalformedClaimException {
        return new Grant.Tester(new VerifiedToken.Test(
                claims.getJwtId(), apiId, keyType, claims.getExpirationTime().getValueInMillis()));
    }

    private static Grant.Application application(JwtClaims claims) throws MalformedClaimException {
        VerifiedToken.Access token = new VerifiedToken.Access(
                claims.getJwtId(),
                claims.getStringClaimValue(CLIENT),
                claims.getExpirationTime().getValueInMillis(),
                Set.copyOf(claims.getStringListClaimValue(SCOPES)),
                source(claims));
        return new Grant.Application(claims.getSubject(), token);
    }

    private static @Nullable ForeignSource source(JwtClaims claims) throws MalformedClaimException {
        String proof = claims.getStringClaimValue(PROOF);
        return proof == null ? null : new ForeignSource(proof, claims.getStringListClaimValue(AUDIENCES));
    }
}
