package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.LifecycleState;
import dev.sluice.model.api.TopicStreaming;
import dev.sluice.model.api.Transport;
import dev.sluice.testsupport.stream.EventReader.Received;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a state of an API's life means for who connects, and for open streams within a second of the control record. */
class LifecycleIT {
    private static final String[] BROWSER = {"Accept: text/event-stream", "Sec-Fetch-Mode: cors"};
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofMinutes(5);

    private Streaming streaming;
    private ApiRecord api;
    private TestRelay relay;
    private TestRelay.Pulled channel;
    private TestSubscription subscribed;
    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        streaming = new Streaming();
        api = ApiChange.of(streaming.api(TopicStreaming.DEFAULT, 1)).secured().next();
        streaming.put(api);
        relay = streaming.relay(api);
        channel = relay.live("/life");
        subscribed = new TestSubscription(streaming, api);
        gateway = streaming.gateway("gateway-1", StreamingCase.RING).serving(api);
    }

    @AfterEach
    void stop() throws Exception {
        streaming.close();
    }

    @ParameterizedTest
    @CsvSource({"BLOCKED, blocked, 503, 700700", "RETIRED, retired, 404, 404", "CREATED, undeployed, 403, 900908"})
    void whoHasATokenIsLetInNoMoreAndItsStreamEnds(LifecycleState state, String reason, int status, String code)
            throws Exception {
        // Given
        StreamClient client = withToken();
        assertThat(client.next().type()).isEqualTo("sluice.live");

        // When
        streaming.put(ApiChange.of(api).to(state).next());

        // Then
        Received end = client.next(A_SECOND);
        assertThat(end.type()).isEqualTo("sluice.end");
        assertThat(end.data()).isEqualTo("{\"reason\":\"" + reason + "\"}");
        assertThat(StreamClient.isClosed(client.next(A_SECOND))).isTrue();
        StreamClient refused = withToken();
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.next().data()).contains("\"code\":\"" + code + "\"");
    }

    @ParameterizedTest
    @EnumSource(
            value = LifecycleState.class,
            names = {"PROTOTYPED", "DEPRECATED"})
    void aPrototypeAndADeprecatedApiAreServedAndOpenStreamsGoOn(LifecycleState state) throws Exception {
        StreamClient before = withToken();
        before.next();

        streaming.put(ApiChange.of(api).to(state).next());
        Awaitility.await().until(() -> gateway.isIn(api, state));
        StreamClient after = withToken();
        after.next();
        relay.send(channel, "for both");

        assertThat(before.next().data()).isEqualTo("for both");
        assertThat(after.next().data()).isEqualTo("for both");
    }

    @Test
    void aTestKeyOpensAnApiThatIsOnlyCreatedAndItsStreamOutlivesThePublication() throws Exception {
        // Given
        streaming.put(ApiChange.of(api).to(LifecycleState.CREATED).next());
        Awaitility.await().until(() -> gateway.isIn(api, LifecycleState.CREATED));
        StreamClient tester = withTestKey("key-1", LONG);
        assertThat(tester.next().type()).isEqualTo("sluice.live");
        assertThat(withToken().status()).isEqualTo(403);

        // When
        streaming.put(ApiChange.of(api).to(LifecycleState.PUBLISHED).next());
        Awaitility.await().until(() -> gateway.isIn(api, LifecycleState.PUBLISHED));
        StreamClient subscriber = withToken();
        subscriber.next();
        relay.send(channel, "for both");

        // Then
        assertThat(tester.next().data()).isEqualTo("for both");
        assertThat(subscriber.next().data()).isEqualTo("for both");
        streaming.put(ApiChange.of(api).to(LifecycleState.CREATED).next());
        assertThat(subscriber.next(A_SECOND).data()).contains("undeployed");
        relay.send(channel, "for the tester");
        assertThat(tester.next().data()).isEqualTo("for the tester");
        streaming.put(ApiChange.of(api).to(LifecycleState.BLOCKED).next());
        assertThat(tester.next(A_SECOND).data()).contains("blocked");
    }

    @Test
    void aStreamEndsWithItsTestKey() throws Exception {
        StreamClient expires = withTestKey("key-1", Duration.ofSeconds(3));
        StreamClient revoked = withTestKey("key-2", LONG);
        expires.next();
        revoked.next();

        subscribed.revoke("key-2");

        assertThat(revoked.next(A_SECOND).data()).contains("revoked");
        assertThat(expires.next(Duration.ofSeconds(4)).data()).contains("expired");
        assertThat(withTestKey("key-2", LONG).status()).isEqualTo(401);
        assertThat(gateway.connect(api, "/life", "Internal-Key: nonsense").status())
                .isEqualTo(401);
    }

    @Test
    void aTransportThatIsOfferedNoMoreIsUnknownAndItsStreamsEnd() throws Exception {
        StreamClient client = withToken();
        client.next();

        streaming.put(ApiChange.of(api).over(Transport.HTTPS).next());

        assertThat(client.next(A_SECOND).data()).contains("undeployed");
        assertThat(withToken().status()).isEqualTo(404);
    }

    /** A browser never comes back after an error, so it is told to, when its credential is good. */
    @Test
    void aBrowserIsToldToComeBackToABlockedAndToAnUndeployedApi() throws Exception {
        streaming.put(ApiChange.of(api).to(LifecycleState.BLOCKED).next());
        Awaitility.await().until(() -> gateway.isIn(api, LifecycleState.BLOCKED));
        assertComesBack("blocked");
        assertThat(withToken().status()).isEqualTo(503);

        streaming.undeploy(api);
        Awaitility.await().until(() -> withToken().status() == 404);
        assertComesBack("undeployed");

        streaming.put(ApiChange.of(api).to(LifecycleState.PUBLISHED).next());
        Awaitility.await().until(() -> gateway.isIn(api, LifecycleState.PUBLISHED));
        assertThat(browser("token-1").next().type()).isEqualTo("sluice.live");

        streaming.delete(api);
        Awaitility.await().until(() -> browser("token-1").status() == 404);
    }

    private void assertComesBack(String reason) throws Exception {
        StreamClient browser = browser("token-1");
        assertThat(browser.status()).isEqualTo(200);
        Received told = browser.next();
        assertThat(told.type()).isEqualTo("sluice.goaway");
        Matcher said = Pattern.compile("\\{\"reason\":\"" + reason + "\",\"retryMs\":(\\d+)}")
                .matcher(told.data());
        assertThat(said.matches()).as(told.data()).isTrue();
        assertThat(Long.parseLong(said.group(1))).isBetween(15_000L, 60_000L);
        assertThat(StreamClient.isClosed(browser.next())).isTrue();
        assertThat(browser("no token").status()).isEqualTo(401);
        assertThat(gateway.connect(api, "/life", BROWSER).status()).isEqualTo(401);
    }

    private StreamClient browser(String tokenId) throws Exception {
        String token = tokenId.equals("no token") ? "nonsense" : subscribed.token(tokenId, LONG);
        return gateway.connect(api, "/life", BROWSER[0], BROWSER[1], "Authorization: Bearer " + token);
    }

    private StreamClient withToken() throws Exception {
        return gateway.connect(api, "/life", "Authorization: Bearer " + subscribed.token("token-1", LONG));
    }

    private StreamClient withTestKey(String tokenId, Duration life) throws Exception {
        return gateway.connect(api, "/life", "Internal-Key: " + subscribed.testKey(tokenId, life));
    }
}
