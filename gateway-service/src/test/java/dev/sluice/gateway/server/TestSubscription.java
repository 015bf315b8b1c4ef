package dev.sluice.gateway.server;

import dev.sluice.gateway.access.TestIssuer;
import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.access.AccessRecord.PlanLevel;
import dev.sluice.model.access.AccessRecord.SubscriptionState;
import dev.sluice.model.access.ApiKeyText;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.KeyType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** An application with one client, subscribed to one API, in the control topics. */
final class TestSubscription {
    /** Of all its API keys, by which usage names them. */
    static final String KEY_ID = "6f2c1d0a-8b1e-4c55-9a70-0d3b1f5e7a11";

    private static final String CONSUMER_KEY = "consumer-key";
    private static final String APPLICATION = "application-1";
    /** Of the subscription and of the application; without a record it limits nothing. */
    private static final String PLAN = "Unlimited";

    private static final String FOREIGN = "https://id.example.com";
    /** Of that. */
    private static final String FOREIGN_HASH = "3d38e146cf9fbc8cec9ac1a3b041c934";

    private final Streaming streaming;
    private final ApiRecord api;
    private final TestIssuer issuer = TestIssuer.withKey("key-1");
    private final TestIssuer other = TestIssuer.withKey("key-2");

    TestSubscription(Streaming streaming, ApiRecord api) throws Exception {
        this.streaming = streaming;
        this.api = api;
        streaming.put(AccessKey.signingKey("key-1"), issuer.record(Streaming.nextVersion()));
        streaming.put(
                AccessKey.application(APPLICATION),
                new AccessRecord.Application(
                        1, Streaming.nextVersion(), APPLICATION, "App", "admin", PLAN, "APPROVED"));
        streaming.put(
                AccessKey.client(CONSUMER_KEY),
                new AccessRecord.Client(1, Streaming.nextVersion(), APPLICATION, KeyType.PRODUCTION));
        subscription(SubscriptionState.UNBLOCKED);
    }

    String token(String tokenId, Duration life) {
        return issuer.token(CONSUMER_KEY, tokenId, System.currentTimeMillis() + life.toMillis());
    }

    /** Makes a client of another issuer one of the application. Returns the key of the issuer's record. */
    AccessKey foreignIssuer() throws Exception {
        AccessKey key = foreignKey(other);
        streaming.put(
                AccessKey.client("corp:" + CONSUMER_KEY),
                new AccessRecord.Client(1, Streaming.nextVersion(), APPLICATION, KeyType.PRODUCTION));
        return key;
    }

    /** The other issuer's tokens are signed by ours from now on. */
    void replaceForeignKey() throws Exception {
        foreignKey(issuer);
    }

    private AccessKey foreignKey(TestIssuer signer) throws Exception {
        AccessKey key = AccessKey.issuer(FOREIGN_HASH);
        streaming.put(
                key,
                new AccessRecord.Issuer(
                        1,
                        Streaming.nextVersion(),
                        FOREIGN,
                        "corp",
                        List.of(signer.record(0).jwk()),
                        List.of(),
                        "azp",
                        "scope"));
        return key;
    }

    String foreignToken(Duration life) {
        return other.foreignToken(FOREIGN, CONSUMER_KEY, System.currentTimeMillis() + life.toMillis());
    }

    String testKey(String tokenId, Duration life) {
        return issuer.testKey(api.apiId(), tokenId, System.currentTimeMillis() + life.toMillis());
    }

    /** A new key of the application for the API. */
    String apiKey(@Nullable Duration life, List<String> permittedIps) throws Exception {
        byte[] random = new byte[ApiKeyText.RANDOM_BYTES];
        ThreadLocalRandom.current().nextBytes(random);
        String key = ApiKeyText.of(KeyType.PRODUCTION, random);
        putApiKey(key, life, permittedIps);
        return key;
    }

    void putApiKey(String key, @Nullable Duration life, List<String> permittedIps) throws Exception {
        putApiKey(key, life, permittedIps, List.of());
    }

    void putApiKey(String key, @Nullable Duration life, List<String> permittedIps, List<String> permittedReferers)
            throws Exception {
        Long end = life == null ? null : System.currentTimeMillis() + life.toMillis();
        streaming.put(
                AccessKey.apiKey(ApiKeyText.hash(key)),
                new AccessRecord.ApiKey(
                        1,
                        Streaming.nextVersion(),
                        KEY_ID,
                        api.apiId(),
                        APPLICATION,
                        KeyType.PRODUCTION,
                        end,
                        permittedIps,
                        permittedReferers));
    }

    void revokeApiKey(String key) throws Exception {
        streaming.remove(AccessKey.apiKey(ApiKeyText.hash(key)));
    }

    void revoke(String tokenId) throws Exception {
        streaming.put(AccessKey.revoked(tokenId), new AccessRecord.Revoked(1, Streaming.nextVersion(), Long.MAX_VALUE));
    }

    /** Puts a plan into force for the subscription, or for the application. */
    void plan(PlanLevel level, AccessRecord.Plan plan) throws Exception {
        AccessRecord.Plan next = new AccessRecord.Plan(
                1,
                Streaming.nextVersion(),
                PLAN,
                plan.limits(),
                plan.burst(),
                plan.stopOnQuotaReach(),
                plan.maxConnections(),
                plan.maxConnectionMs());
        streaming.put(AccessKey.plan(level, PLAN), next);
    }

    void subscription(SubscriptionState state) throws Exception {
        streaming.put(
                AccessKey.subscription(APPLICATION, api.apiId()),
                new AccessRecord.Subscription(1, Streaming.nextVersion(), "subscription-1", PLAN, state));
    }
}
