package dev.sluice.publisher.oauth.authorize;

import dev.sluice.publisher.identity.user.Users;
import dev.sluice.publisher.secret.OpaqueSecret;
import dev.sluice.publisher.web.problem.OAuthError;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.regex.Pattern;

/** The grant {@code authorization_code} (RFC 6749, 4.1.3; RFC 7636), for our own portal alone. */
@ApplicationScoped
public class CodeGrants {
    /** RFC 7636, 4.1. */
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    private final FirstParty portal;
    private final AuthorizationCodes codes;
    private final Users users;
    private final IdTokens idTokens;

    CodeGrants(FirstParty portal, AuthorizationCodes codes, Users users, IdTokens idTokens) {
        this.portal = portal;
        this.codes = codes;
        this.users = users;
        this.idTokens = idTokens;
    }

    /** Returns whether a client may use this grant. */
    public boolean isClient(String id, String secret) {
        return portal.is(id, secret);
    }

    /** For a client that has proven who it is. */
    public CodeGrantResult redeem(String code, String redirectUri, String verifier) {
        if (code.isEmpty()
                || redirectUri.isEmpty()
                || !VERIFIER.matcher(verifier).matches()) {
            return new CodeGrantResult.Refused(
                    OAuthError.INVALID_REQUEST, "code, redirect_uri or code_verifier is missing or no such thing.");
        }
        Optional<AuthorizationCodes.Redeemed> redeemed =
                codes.redeem(OpaqueSecret.of(code), FirstParty.CLIENT_ID, redirectUri, verifier);
        if (redeemed.flatMap(found -> users.active(found.userName())).isEmpty()) {
            return new CodeGrantResult.Refused(
                    OAuthError.INVALID_GRANT,
                    "The code is unknown, was used before, has expired, or was given for another request.");
        }
        return redeemed.flatMap(idTokens::sign)
                .<CodeGrantResult>map(CodeGrantResult.Granted::new)
                .orElseGet(() -> new CodeGrantResult.Refused(
                        OAuthError.TEMPORARILY_UNAVAILABLE, "The gateways do not know the signing key yet."));
    }
}
