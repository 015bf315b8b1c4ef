package dev.sluice.model.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where clients put their credentials.
 *
 * @param schemes {@code oauth2}, {@code api_key}
 * @param queryToken whether a token in the query is taken
 * @param queryApiKey whether an API key in the query is taken
 * @param subscriptionlessPlan the plan of applications that have no subscription; {@code null} = they need one
 */
public record ApiAuth(
        String authorizationHeader,
        String apiKeyHeader,
        List<String> schemes,
        boolean queryToken,
        boolean queryApiKey,
        @Nullable String subscriptionlessPlan) {
    public static final String OAUTH2 = "oauth2";
    public static final String API_KEY = "api_key";
    public static final ApiAuth DEFAULT = new ApiAuth("Authorization", "ApiKey", List.of(OAUTH2, API_KEY), false);

    /** Without an API key in the query, and with subscriptions. */
    public ApiAuth(String authorizationHeader, String apiKeyHeader, List<String> schemes, boolean queryToken) {
        this(authorizationHeader, apiKeyHeader, schemes, queryToken, false, null);
    }

    /** The same under another plan for applications without a subscription. */
    public ApiAuth withSubscriptionlessPlan(@Nullable String plan) {
        return new ApiAuth(authorizationHeader, apiKeyHeader, schemes, queryToken, queryApiKey, plan);
    }

    public ApiAuth {
        schemes = schemes == null ? List.of() : List.copyOf(schemes);
    }
}
