package dev.sluice.publisher.oauth.authorize;

import dev.sluice.publisher.web.problem.StorableText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A request for a code (OpenID Connect Core 1.0, 3.1.2.1; RFC 7636) that may be granted once its user has signed in.
 *
 * @param nonce empty = none was sent
 */
record AuthorizationRequest(String redirectUri, String state, String codeChallenge, String nonce) {
    private static final int MAX_URI = 512;
    private static final int MAX_TEXT = 255;
    /** Base64url of SHA-256. */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** What a form hands back for the same request. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", FirstParty.CLIENT_ID);
        parameters.put("scope", "openid");
        parameters.put("redirect_uri", redirectUri);
        parameters.put("state", state);
        parameters.put("code_challenge", codeChallenge);
        parameters.put("code_challenge_method", "S256");
        parameters.put("nonce", nonce);
        return parameters;
    }

    /**
     * Checks one.
     *
     * @param isRedirectUri whether codes may be sent to an address
     */
    static AuthorizationCheck check(Map<String, List<String>> sent, Predicate<String> isRedirectUri) {
        Parameters parameters = new Parameters(sent);
        if (!parameters.text("client_id").equals(FirstParty.CLIENT_ID)) {
            return new AuthorizationCheck.Unknown("client_id is not that of the portal.");
        }
        String redirectUri = parameters.text("redirect_uri");
        if (redirectUri.length() > MAX_URI || !isRedirectUri.test(redirectUri)) {
            return new AuthorizationCheck.Unknown(
                    "redirect_uri is not " + FirstParty.CALLBACK + " at an address of this"
                            + " portal. Addresses other than those of this machine are named in sluice.publisher.origins.");
        }
        String state = parameters.text("state");
        if (state.isEmpty() || state.length() > MAX_TEXT || !StorableText.is(state)) {
            return new AuthorizationCheck.Unknown("state is missing, sent twice or too long.");
        }
        if (!parameters.text("response_type").equals("code")) {
            return new AuthorizationCheck.Refused(
                    redirectUri, state, "unsupported_response_type", "Only code is given.");
        }
        if (!List.of(parameters.text("scope").split(" ")).contains("openid")) {
            return new AuthorizationCheck.Refused(redirectUri, state, "invalid_scope", "scope must hold openid.");
        }
        String challenge = parameters.text("code_challenge");
        if (!CHALLENGE.matcher(challenge).matches()
                || !parameters.text("code_challenge_method").equals("S256")) {
            return new AuthorizationCheck.Refused(
                    redirectUri, state, "invalid_request", "PKCE with S256 is needed (RFC 7636).");
        }
        String nonce = parameters.text("nonce");
        if (nonce.length() > MAX_TEXT || !StorableText.is(nonce)) {
            return new AuthorizationCheck.Refused(redirectUri, state, "invalid_request", "nonce is too long.");
        }
        if (parameters.text("prompt").equals("none")) {
            return new AuthorizationCheck.Refused(redirectUri, state, "login_required", "The user has to sign in.");
        }
        return new AuthorizationCheck.Good(new AuthorizationRequest(redirectUri, state, challenge, nonce));
    }

    /** Those of a query or a form; one that is there twice counts as empty (RFC 6749, 3.1). */
    private record Parameters(Map<String, List<String>> sent) {
        String text(String name) {
            List<String> values = sent.getOrDefault(name, List.of());
            return values.size() == 1 ? values.getFirst() : "";
        }
    }
}
