package dev.sluice.publisher.oauth.authorize;

import dev.sluice.publisher.identity.user.Account;
import dev.sluice.publisher.identity.user.CredentialChange;
import dev.sluice.publisher.secret.OpaqueSecret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Codes of sign-ins that went well: good once, for {@value #LIFETIME_SECONDS} seconds, for the request they were given for. In
 * the database, so that any publisher may redeem them. Of a user the newest {@value #MAX_OF_USER} stay.
 */
@ApplicationScoped
public class AuthorizationCodes {
    private static final int LIFETIME_SECONDS = 60;
    private static final int MAX_OF_USER = 20;

    private final AuthorizationCodeRepository codes;

    AuthorizationCodes(AuthorizationCodeRepository codes) {
        this.codes = codes;
    }

    /** Who has signed in for a code, and when. */
    record Redeemed(String userName, String nonce, Instant authenticatedAt) {}

    @Transactional
    public OpaqueSecret issue(AuthorizationRequest request, Account account) {
        OpaqueSecret code = OpaqueSecret.random();
        codes.persist(new AuthorizationCodeEntity(
                code, request, account.name(), Instant.now(), Duration.ofSeconds(LIFETIME_SECONDS)));
        codes.flush();
        codes.keepNewest(account.name(), MAX_OF_USER);
        return code;
    }

    /** Spends a code, also for a request that is not the one it was given for: then it is empty. */
    @Transactional
    public Optional<Redeemed> redeem(OpaqueSecret code, String clientId, String redirectUri, String verifier) {
        return codes.take(code)
                .filter(found -> found.expiresAt().isAfter(Instant.now())
                        && found.clientId().equals(clientId)
                        && found.redirectUri().equals(redirectUri)
                        && found.codeChallenge().equals(challenge(verifier)))
                .map(found -> new Redeemed(found.userName(), found.nonce(), found.authenticatedAt()));
    }

    /** RFC 7636, 4.2: S256. */
    static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is in every JDK", impossible);
        }
    }

    /** In the transaction that changes them. */
    void forget(@Observes CredentialChange changed) {
        codes.forgetThoseOf(changed.user());
    }

    @Transactional
    public void forgetExpired(Instant now) {
        codes.forgetExpired(now);
    }
}
