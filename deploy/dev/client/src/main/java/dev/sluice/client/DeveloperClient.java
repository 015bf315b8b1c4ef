package dev.sluice.client;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What developers do: applications, subscriptions, keys ({@code /api/am/devportal/v3}), and their tokens. */
public final class DeveloperClient {
    private static final String ROOT = "/api/am/devportal/v3";
    private static final String APPLICATIONS = ROOT + "/applications";
    private static final String SUBSCRIPTIONS = ROOT + "/subscriptions";

    private final RestClient rest;
    private final Authorization authorization;

    public DeveloperClient(RestClient rest, Authorization authorization) {
        this.rest = rest;
        this.authorization = authorization;
    }

    public Answer createApplication(String name) throws IOException, InterruptedException {
        return post(APPLICATIONS, Map.of("name", name, "throttlingPolicy", "Unlimited", "tokenType", "JWT"));
    }

    /**
     * Makes a consumer key and its secret, which cannot be had again.
     *
     * @param keyType {@code PRODUCTION} or {@code SANDBOX}
     */
    public ConsumerKeys generateKeys(String applicationId, String keyType) throws IOException, InterruptedException {
        return generateKeys(applicationId, keyType, Map.of());
    }

    /** The same, with a lifetime of the tokens. */
    public ConsumerKeys generateKeys(String applicationId, String keyType, Duration tokenLifetime)
            throws IOException, InterruptedException {
        return generateKeys(applicationId, keyType, Map.of("validityTime", String.valueOf(tokenLifetime.toSeconds())));
    }

    private ConsumerKeys generateKeys(String applicationId, String keyType, Map<String, Object> more)
            throws IOException, InterruptedException {
        Map<String, Object> body = new HashMap<>(more);
        body.put("keyType", keyType);
        body.put("grantTypesToBeSupported", List.of("client_credentials"));
        Answer keys = post(APPLICATIONS + '/' + applicationId + "/generate-keys", body)
                .expecting(200);
        return new ConsumerKeys(keys.text("consumerKey"), keys.text("consumerSecret"));
    }

    /** @param plan such as {@code AsyncUnlimited} */
    public Answer subscribe(String applicationId, String apiId, String plan) throws IOException, InterruptedException {
        return post(SUBSCRIPTIONS, Map.of("applicationId", applicationId, "apiId", apiId, "throttlingPolicy", plan));
    }

    public Answer unsubscribe(String subscriptionId) throws IOException, InterruptedException {
        return rest.send("DELETE", SUBSCRIPTIONS + '/' + subscriptionId, authorization, null);
    }

    /** Asks for an access token (RFC 6749, section 4.4). */
    public Answer token(ConsumerKeys keys) throws IOException, InterruptedException {
        return rest.sendForm("/oauth2/token", Authorization.basic(keys), "grant_type=client_credentials");
    }

    /** Withdraws a token (RFC 7009). */
    public Answer revoke(ConsumerKeys keys, String token) throws IOException, InterruptedException {
        String form = "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        return rest.sendForm("/oauth2/revoke", Authorization.basic(keys), form);
    }

    private Answer post(String path, Object body) throws IOException, InterruptedException {
        return rest.send("POST", path, authorization, body);
    }
}
