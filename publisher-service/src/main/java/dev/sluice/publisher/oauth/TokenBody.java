package dev.sluice.publisher.oauth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.publisher.identity.session.IssuedTokens;
import dev.sluice.publisher.oauth.authorize.CodeGrantResult;
import dev.sluice.publisher.secret.OpaqueSecret;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The answer of RFC 6749 5.1; a class, not a record: it shows no token. */
@JsonInclude(JsonInclude.Include.NON_NULL)
final class TokenBody {
    @JsonProperty("access_token")
    public final String accessToken;

    @JsonProperty("refresh_token")
    public final @Nullable String refreshToken;

    @JsonProperty("id_token")
    public final @Nullable String idToken;

    @JsonProperty("scope")
    public final String scope;

    @JsonProperty("token_type")
    public final String tokenType = "Bearer";

    @JsonProperty("expires_in")
    public final long expiresIn;

    private TokenBody(String accessToken, @Nullable String refreshToken, String scope, Duration lifetime) {
        this(accessToken, refreshToken, null, scope, lifetime);
    }

    private TokenBody(
            String accessToken,
            @Nullable String refreshToken,
            @Nullable String idToken,
            String scope,
            Duration lifetime) {
        this.accessToken = accessToken;
        this.refreshToken = refreshToken;
        this.idToken = idToken;
        this.scope = scope;
        this.expiresIn = lifetime.toSeconds();
    }

    /** A token of an application. */
    static Response answer(IssuedToken token) {
        return answer(new TokenBody(token.text(), null, token.scope(), token.lifetime()));
    }

    /** The tokens of a session. */
    static Response answer(IssuedTokens tokens) {
        return answer(new TokenBody(
                tokens.access().reveal(),
                tokens.refresh().map(OpaqueSecret::reveal).orElse(null),
                tokens.scopes().text(),
                tokens.lifetime()));
    }

    /** What the portal gets for a code. */
    static Response answer(CodeGrantResult.Granted granted) {
        return answer(
                new TokenBody(granted.accessToken().reveal(), null, granted.idToken(), "openid", granted.lifetime()));
    }

    private static Response answer(TokenBody body) {
        return Response.ok(body).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    @Override
    public String toString() {
        return "TokenBody[" + scope + ']';
    }
}
