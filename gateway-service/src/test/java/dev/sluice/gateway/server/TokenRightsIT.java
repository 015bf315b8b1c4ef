package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord.SubscriptionState;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.TopicStreaming;
import dev.sluice.testsupport.stream.EventReader.Received;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenRightsIT {
    private Streaming streaming;
    private ApiRecord api;
    private TestGateway gateway;
    private TestSubscription subscribed;

    @BeforeEach
    void start() throws Exception {
        streaming = new Streaming();
        api = ApiChange.of(streaming.api(TopicStreaming.DEFAULT, 1)).secured().next();
        streaming.put(api);
        subscribed = new TestSubscription(streaming, api);
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

        subscribed.revoke("token-2");
        Received first = revoked.next(Duration.ofMillis(2000));
        subscribed.subscription(SubscriptionState.BLOCKED);
        Received second = blocked.next(Duration.ofMillis(2000));

        assertThat(first.data()).contains("revoked");
        assertThat(second.data()).contains("subscription");
        StreamClient refused = connect("token-4", Duration.ofMinutes(5));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(refused.next().data()).contains("\"code\":\"900907\"");
        assertThat(gateway.used(api, record -> record.closed().getOrDefault("rights", 0L)))
                .isEqualTo(2);
        assertThat(gateway.usage(api).getLast().applicationId()).isEqualTo("application-1");
        assertThat(gateway.usage(api).getLast().open()).isZero();
    }

    @Test
    void aTokenOfAnotherIssuerHoldsAStreamWhileItsKeyAndItsKeyManagerAreThere() throws Exception {
        // Given
        String bearer = "Authorization: Bearer " + subscribed.foreignToken(Duration.ofMinutes(5));
        assertThat(gateway.connect(api, "/secret", bearer).status()).isEqualTo(401);
        AccessKey issuer = subscribed.foreignIssuer();
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> gateway.connect(api, "/secret", bearer).status() == 200);
        StreamClient client = gateway.connect(api, "/secret", bearer);
        assertThat(client.next().type()).isEqualTo("sluice.live");

        // When
        subscribed.replaceForeignKey();
        Received keyGone = client.next(Duration.ofMillis(2000));
        subscribed.foreignIssuer();
        StreamClient again = gateway.connect(api, "/secret", bearer);
        assertThat(again.next().type()).isEqualTo("sluice.live");
        streaming.remove(issuer);
        Received issuerGone = again.next(Duration.ofMillis(2000));

        // Then
        for (Received end : List.of(keyGone, issuerGone)) {
            assertThat(end.type()).isEqualTo("sluice.auth");
            assertThat(end.data()).contains("revoked");
        }
        assertThat(gateway.connect(api, "/secret", bearer).status()).isEqualTo(401);
    }

    @Test
    void aForgottenVersionIsNamedToAClientThatMayUseIt() throws Exception {
        String get = "GET " + api.context() + "/secret HTTP/1.1\r\nHost: localhost\r\n";
        String bearer = "Authorization: Bearer " + subscribed.token("token-5", Duration.ofMinutes(5)) + "\r\n\r\n";

        RawExchange known = RawExchange.of(gateway.port(), get + bearer);
        RawExchange stranger = RawExchange.of(gateway.port(), get + "\r\n");

        assertThat(known.status()).isEqualTo(404);
        assertThat(known.body()).contains("that you may use: " + api.basePath() + ".");
        assertThat(stranger.status()).isEqualTo(404);
        assertThat(stranger.body()).doesNotContain(api.basePath());
    }

    private StreamClient connect(String tokenId, Duration life) throws Exception {
        return gateway.connect(api, "/secret", "Authorization: Bearer " + subscribed.token(tokenId, life));
    }
}
