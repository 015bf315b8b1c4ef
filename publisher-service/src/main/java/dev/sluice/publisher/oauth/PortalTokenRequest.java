package dev.sluice.publisher.oauth;

import dev.sluice.publisher.developer.key.TokenLifetime;
import dev.sluice.publisher.web.problem.Fields;
import java.util.List;

/**
 * What a developer asks for: the contract's {@code ApplicationTokenGenerateRequest}. A class, not a record: it holds secrets.
 */
final class PortalTokenRequest {
    private static final String GRANT = "CLIENT_CREDENTIALS";
    private static final int MAX_SECRET = 1_024;
    private static final int MAX_TOKEN = 8_192;
    private static final int MAX_SCOPES = 200;
    private static final int MAX_SCOPE = 255;

    private final Fields fields;
    private final String consumerSecret;
    private final String revokeToken;
    private final List<String> scopes;
    private final TokenLifetime lifetime;

    private PortalTokenRequest(Fields fields) {
        this.fields = fields;
        consumerSecret = fields.text("consumerSecret", "", MAX_SECRET);
        revokeToken = fields.text("revokeToken", "", MAX_TOKEN);
        scopes = fields.texts("scopes", List.of(), MAX_SCOPES, MAX_SCOPE);
        lifetime = TokenLifetime.read(fields, "validityPeriod").orElse(TokenLifetime.DEFAULT);
        if (!fields.text("grantType", GRANT, 64).equalsIgnoreCase(GRANT)) {
            fields.wrong("grantType", "must be " + GRANT);
        }
    }

    static PortalTokenRequest of(Fields fields) {
        return new PortalTokenRequest(fields);
    }

    /** For what is found wrong later, too. */
    Fields fields() {
        return fields;
    }

    /** Empty = none was sent: the owner has signed in and needs none. */
    String consumerSecret() {
        return consumerSecret;
    }

    /** Empty = none. */
    String revokeToken() {
        return revokeToken;
    }

    /** With blanks between them. */
    String scopes() {
        return String.join(" ", scopes);
    }

    TokenLifetime lifetime() {
        return lifetime;
    }

    @Override
    public String toString() {
        return "PortalTokenRequest[" + scopes() + ']';
    }
}
