package dev.sluice.model.api;

import java.util.List;

/**
 * Where clients put their credentials.
 *
 * @param schemes {@code oauth2}, {@code api_key}
 * @param queryToken whether a token in the query is taken
 */
public record ApiAuth(String authorizationHeader, String apiKeyHeader, List<String> schemes, boolean queryToken) {
    public static final ApiAuth DEFAULT = new ApiAuth("Authorization", "ApiKey", List.of("oauth2", "api_key"), false);

    public ApiAuth {
        schemes = schemes == null ? List.of() : List.copyOf(schemes);
    }
}
