package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.access.TestIssuer;
import dev.sluice.gateway.http.StreamClient.Received;
import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.access.AccessRecord.SubscriptionState;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.TopicStreaming;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenRightsIT {
    private static final String CONSUMER_KEY = "consumer-key";
    private static final String APPLICATION = "application-1";

    private Streaming streaming;
    private ApiRecord api;
    private TestGateway gateway;
    private TestIssuer issuer;

    @BeforeEach
    void start() throws Exception {
        streaming = new Streaming();
        api = Streaming.secured(streaming.api(TopicStreaming.DEFAULT, 1));
        streaming.put(api);
        issuer = TestIssuer.withKey("key-1");
        streaming.put(AccessKey.signingKey("key-1"), issuer.record(1));
        streaming.put(
                AccessKey.application(APPLICATION),
                new AccessRecord.Application(1, 2, APPLICATION, "App", "admin", "Unlimited", "APPROVED"));
        streaming.put(AccessKey.client(CONSUMER_KEY), new AccessRecord.Client(1, 3, APPLICATION, KeyType.PRODUCTION));
        subscription(4, SubscriptionState.UNBLOCKED);
        streaming.relay(api).live("/secret");
        gateway = streaming.gateway("gateway-1", StreamingCase.RING).serving(api);
    }

    @AfterEach
    void stop() throws Exception {
        streaming.close();
    }

    @Test
    void aTokenOpensTheStreamAndItsEndClosesItWithinASecond() throws Exception {
        StreamClient client = connect("token-1", Duration.ofSeconds(4));
        assertThat(client.next().type()).isEqualTo("sluice.live");

        Received end = client.next(Duration.ofSeconds(6));

        assertThat(end.type()).isEqualTo("sluice.auth");
        assertThat(end.data()).contains("expired");
        assertThat(StreamClient.isClosed(client.next())).isTrue();
        assertThat(gateway.connect(api, "/secret").status()).isEqualTo(401);
        assertThat(gateway.connect(api, "/secret", "Authorization: Bearer nonsense")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aRevokedTokenAndABlockedSubscriptionCloseTheStreamsThatTheyHold() throws Exception {
        StreamClient revoked = connect("token-2", Duration.ofMinutes(5));
        StreamClient blocked = connect("token-3", Duration.ofMinutes(5));
        revoked.next();
        blocked.next();

        streaming.put(AccessKey.revoked("token-2"), new AccessRecord.Revoked(1, 5, Long.MAX_VALUE));
        Received first = revoked.next(Duration.ofMillis(2000));
        subscription(6, SubscriptionState.BLOCKED);
        Received second = blocked.next(Duration.ofMillis(2000));

        assertThat(first.data()).contains("revoked");
        assertThat(second.data()).contains("subscription");
        assertThat(connect("token-4", Duration.ofMinutes(5)).status()).isEqualTo(403);
    }

    private StreamClient connect(String tokenId, Duration life) throws Exception {
        String token =
                issuer.token(CONSUMER_KEY, tokenId, System.currentTimeMillis() + TimeUnit.MILLISECONDS.convert(life));
        return gateway.connect(api, "/secret", "Authorization: Bearer " + token);
    }

    private void subscription(long version, SubscriptionState state) throws Exception {
        streaming.put(
                AccessKey.subscription(APPLICATION, api.apiId()),
                new AccessRecord.Subscription(1, version, "subscription-1", "Unlimited", state));
    }
}
