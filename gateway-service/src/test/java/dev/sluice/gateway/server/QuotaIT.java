package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.quota.OwnConnections;
import dev.sluice.gateway.quota.Plans;
import dev.sluice.gateway.server.TestRelay.Pulled;
import dev.sluice.gateway.stream.CloseReason;
import dev.sluice.model.access.AccessRecord.PlanLevel;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.Cors;
import dev.sluice.model.api.TopicStreaming;
import dev.sluice.model.problem.Problem;
import dev.sluice.model.quota.WindowUnit;
import dev.sluice.testsupport.stream.EventReader.Received;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What plans mean for streams over real sockets: two event loops, the clock of the windows is the test's. */
class QuotaIT {
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final String[] BROWSER = {"Accept: text/event-stream", "Sec-Fetch-Mode: cors"};
    private static final Cors ANY_PAGE = new Cors(true, List.of("*"), false, List.of(), List.of());

    private Streaming streaming;
    private ApiRecord api;
    private TestRelay relay;
    private Pulled channel;
    private TestSubscription subscribed;
    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        streaming = new Streaming();
        api = ApiChange.of(streaming.api(TopicStreaming.DEFAULT, 1))
                .secured()
                .with(ANY_PAGE)
                .next();
        streaming.put(api);
        subscribed = new TestSubscription(streaming, api);
        relay = streaming.relay(api);
        channel = relay.live("/limited");
        gateway = streaming.gateway("gateway-1", StreamingCase.RING).serving(api);
    }

    @AfterEach
    void stop() throws Exception {
        streaming.close();
    }

    @Test
    void aQuotaOfTwoGivesTwoEventsThenAWordThenTheNextOnesInTheNextWindow() throws Exception {
        // Given
        limit(PlanLevel.SUBSCRIPTION, 2);
        relay.live("/idle");
        StreamClient idle = gateway.connect(api, "/idle", bearer());
        assertThat(idle.next().type()).isEqualTo("sluice.live");
        StreamClient client = connect("Origin: https://page.example");
        assertThat(client.next().type()).isEqualTo("sluice.live");
        assertThat(client.header("RateLimit-Policy")).isEqualTo("\"Unlimited\";q=2;w=86400");
        assertThat(client.header("RateLimit")).matches("\"Unlimited\";r=2;t=\\d{1,5}");
        assertThat(client.header("Access-Control-Expose-Headers")).contains("RateLimit, RateLimit-Policy");

        // When
        for (String event : List.of("one", "two", "three")) {
            relay.send(channel, event);
        }

        // Then
        assertThat(client.next().data()).isEqualTo("one");
        assertThat(client.next().data()).isEqualTo("two");
        Received quota = client.next(A_SECOND);
        assertThat(quota.type()).isEqualTo("sluice.quota");
        assertThat(quota.data())
                .matches("\\{\"plan\":\"Unlimited\",\"limit\":2,\"unit\":\"DAY\",\"resetsAt\":\"[-0-9]+T00:00:00Z\"}");
        assertThat(StreamClient.isClosed(client.next(A_SECOND))).isTrue();
        assertThat(idle.next(A_SECOND).type()).isEqualTo("sluice.quota");
        RefusalTable.assertRefused(Problem.QUOTA_OF_SUBSCRIPTION, connect());
        assertBrowserIsSentAway();
        assertThat(gateway.dataPlane().counters().stream().mapToLong(counted -> counted.closed(CloseReason.QUOTA)))
                .contains(1L);

        gateway.letTimePass(Duration.ofDays(1));
        StreamClient again = connect("Last-Event-ID: " + client.lastEventId());
        assertThat(again.next().data()).isEqualTo("three");
    }

    @Test
    void aPlanThatChangesHoldsForOpenStreamsOfAllLoopsWithinASecond() throws Exception {
        StreamClient one = connect();
        StreamClient two = connect();
        one.next();
        two.next();
        assertThat(one.header("RateLimit")).as("nothing limits it yet").isNull();
        subscribed.plan(PlanLevel.APPLICATION, Plans.eventsAndConnections(1000, 100));
        Awaitility.await()
                .until(() ->
                        gateway.quotas().ownConnections().equals(List.of(new OwnConnections("a:application-1", 2))));
        relay.send(channel, "for both");
        assertThat(one.next().data()).isEqualTo("for both");
        assertThat(two.next().data()).isEqualTo("for both");

        subscribed.plan(PlanLevel.APPLICATION, Plans.events(2, WindowUnit.DAY));

        assertThat(one.next(A_SECOND).type()).isEqualTo("sluice.quota");
        assertThat(two.next(A_SECOND).type()).isEqualTo("sluice.quota");
        RefusalTable.assertRefused(Problem.QUOTA_OF_APPLICATION, connect());
        RefusalTable.assertTold(Problem.QUOTA_OF_APPLICATION, connect(BROWSER));
    }

    @Test
    void aBurstHoldsEventsBackAndDropsNone() throws Exception {
        subscribed.plan(PlanLevel.SUBSCRIPTION, Plans.eventsAndBurst(1000, 5));
        awaitPlan(1000);
        StreamClient client = connect();
        client.next();
        long began = System.nanoTime();

        for (int i = 0; i < 12; i++) {
            relay.send(channel, "event " + i);
        }

        for (int i = 0; i < 12; i++) {
            assertThat(client.next(Duration.ofSeconds(3)).data()).isEqualTo("event " + i);
        }
        // Five in one second, five in the next, two in the one after that.
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(A_SECOND);
    }

    @Test
    void aPlanThatIsUsedUpAtItsChangeEndsAStreamThatItHeldBack() throws Exception {
        // Given
        subscribed.plan(PlanLevel.SUBSCRIPTION, Plans.eventsAndBurst(1000, 1, WindowUnit.MINUTE));
        awaitPlan(1000);
        StreamClient client = connect();
        client.next();
        relay.send(channel, "one");
        relay.send(channel, "two");
        assertThat(client.next().data()).isEqualTo("one");

        // When
        subscribed.plan(PlanLevel.SUBSCRIPTION, Plans.eventsAndLife(1, 60_000));

        // Then
        assertThat(client.next(A_SECOND).type()).isEqualTo("sluice.quota");
        assertThat(connect(BROWSER).next().type()).isEqualTo("sluice.quota");
    }

    @Test
    void connectionsAreAsManyAsThePlanAllows() throws Exception {
        subscribed.plan(PlanLevel.SUBSCRIPTION, Plans.eventsAndConnections(1000, 2));
        awaitPlan(1000);
        StreamClient one = connect();
        StreamClient two = connect();
        one.next();
        two.next();

        StreamClient third = connect();

        assertThat(third.status()).isEqualTo(429);
        assertThat(third.header("Retry-After")).isEqualTo("5");
        assertThat(third.next().data()).contains("\"code\":\"900804\"");
        StreamClient browser = connect(BROWSER);
        assertThat(browser.next().data()).contains("\"reason\":\"cap\"");
        one.close();
        Awaitility.await().until(() -> connect().status() == 200);

        subscribed.plan(PlanLevel.SUBSCRIPTION, Plans.connectionMillis(1000));
        assertThat(two.next(Duration.ofSeconds(3)).data()).contains("max-age");
    }

    private void assertBrowserIsSentAway() throws Exception {
        RawExchange browser = RawExchange.of(
                gateway.port(),
                "GET " + api.basePath() + "/limited HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", BROWSER)
                        + "\r\n" + bearer() + "\r\n\r\n");
        RawExchange stranger = RawExchange.of(
                gateway.port(),
                "GET " + api.basePath() + "/limited HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", BROWSER)
                        + "\r\n\r\n");
        RefusalTable.assertTold(Problem.QUOTA_OF_SUBSCRIPTION, browser);
        assertThat(stranger.status()).as("without a credential").isEqualTo(401);
    }

    private void limit(PlanLevel level, long events) throws Exception {
        subscribed.plan(level, Plans.events(events, WindowUnit.DAY));
        awaitPlan(events);
    }

    /** A plan that limits events shows in the head when it is in force. */
    private void awaitPlan(long events) {
        int open = gateway.dataPlane().streams();
        String policy = "\"Unlimited\";q=" + events + ";w=86400";
        Awaitility.await().until(() -> {
            try (StreamClient probe = connect()) {
                return policy.equals(probe.header("RateLimit-Policy"));
            }
        });
        Awaitility.await().until(() -> gateway.dataPlane().streams() == open);
    }

    private StreamClient connect(String... headers) throws Exception {
        String[] all = new String[headers.length + 1];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = bearer();
        return gateway.connect(api, "/limited", all);
    }

    private String bearer() {
        return "Authorization: Bearer " + subscribed.token("token-1", Duration.ofMinutes(5));
    }
}
