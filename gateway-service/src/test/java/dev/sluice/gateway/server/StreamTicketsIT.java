package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.gateway.access.Tickets;
import dev.sluice.gateway.server.TestRelay.Pulled;
import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord.Deny;
import dev.sluice.model.access.AccessRecord.DenyType;
import dev.sluice.model.access.AccessRecord.SubscriptionState;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.Cors;
import dev.sluice.model.api.LifecycleState;
import dev.sluice.model.api.TopicStreaming;
import dev.sluice.model.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stream tickets, from {@code POST /sluice/tickets} to the stream, as a page of another origin uses them. */
class StreamTicketsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PAGE = "https://app.example.com";
    private static final String ORIGIN = "Origin: " + PAGE;
    private static final Cors RULES = new Cors(true, List.of(PAGE), false, List.of(), List.of());

    private Streaming streaming;
    private ApiRecord api;
    private Pulled channel;
    private TestRelay relay;
    private TestSubscription subscribed;
    private TestGateway one;
    private TestGateway two;

    @BeforeEach
    void start() throws Exception {
        streaming = new Streaming();
        api = ApiChange.of(streaming.api(TopicStreaming.DEFAULT, 1))
                .secured()
                .with(RULES)
                .next();
        streaming.put(api);
        subscribed = new TestSubscription(streaming, api);
        relay = streaming.relay(api);
        channel = relay.live("/ticket");
        one = streaming.gateway("gateway-1", StreamingCase.RING).serving(api);
        two = streaming.gateway("gateway-2", StreamingCase.NO_RING).serving(api);
    }

    @AfterEach
    void stop() throws Exception {
        streaming.close();
    }

    @Test
    void aPageOpensItsStreamOnAnyGatewayAndResumesOnAnother() throws Exception {
        // Given
        JsonNode ticket = issued(one, "token-1", Duration.ofMinutes(30));
        String url = ticket.get("url").asText();

        // When
        StreamClient first = two.connect(url, ORIGIN);
        assertThat(first.next().type()).isEqualTo("sluice.live");
        relay.send(channel, "one");
        assertThat(first.next().data()).isEqualTo("one");
        first.close();
        relay.send(channel, "two");
        StreamClient second = one.connect(url, ORIGIN, "Last-Event-ID: " + first.lastEventId());

        // Then
        assertThat(second.next().data()).isEqualTo("two");
        assertThat(first.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(url).startsWith(api.basePath() + "/ticket?ticket=");
        assertThat(url).endsWith(ticket.get("ticket").asText());
        assertThat(Instant.parse(ticket.get("connectBefore").asText()))
                .isBetween(Instant.now().plusSeconds(30), Instant.now().plusSeconds(60));
        assertThat(Instant.parse(ticket.get("expiresAt").asText()))
                .isBetween(Instant.now().plusSeconds(1700), Instant.now().plusSeconds(1800));
        second.close();
    }

    /** How it is served is the page's to say: neither the ticket nor the channel is another one. */
    @Test
    void aTicketIsForTheStreamWhateverHeartbeatThePageAsksFor() throws Exception {
        String token = "Authorization: Bearer " + subscribed.token("t", Duration.ofMinutes(5));
        String asked = JSON.readTree(post(one, body("/ticket?sluice.heartbeat=event"), ORIGIN, token)
                        .next()
                        .data())
                .get("url")
                .asText();
        String plain = issued(one, "t", Duration.ofMinutes(5)).get("url").asText();

        assertThat(asked).startsWith(api.basePath() + "/ticket?sluice.heartbeat=event&ticket=");
        for (String url :
                List.of(asked, asked.replace("sluice.heartbeat=event&", ""), plain + "&sluice.heartbeat=event")) {
            assertThat(two.connect(url, ORIGIN).status()).as(url).isEqualTo(200);
        }
        assertThat(two.connect(plain + "&x=1", ORIGIN).status()).isEqualTo(403);
    }

    @Test
    void theStreamEndsWithTheTicketWithTheTokenAndWithTheSubscription() throws Exception {
        StreamClient expires = open(issued(one, "token-1", Duration.ofSeconds(4)));
        StreamClient revoked = open(issued(one, "token-2", Duration.ofMinutes(5)));
        StreamClient unsubscribed = open(issued(one, "token-3", Duration.ofMinutes(5)));

        subscribed.revoke("token-2");
        assertThat(revoked.next(Duration.ofSeconds(1)).data()).contains("revoked");
        assertThat(expires.next(Duration.ofSeconds(5)).data()).contains("expired");
        subscribed.subscription(SubscriptionState.BLOCKED);
        assertThat(unsubscribed.next(Duration.ofSeconds(1)).data()).contains("subscription");
    }

    @Test
    void aTicketIsForItsPageAndItsPath() throws Exception {
        String url = issued(one, "token-1", Duration.ofMinutes(5)).get("url").asText();

        StreamClient otherPage = one.connect(url, "Origin: https://evil.example");
        StreamClient noPage = one.connect(url);
        StreamClient otherPath = one.connect(url.replace("/ticket?", "/other?"), ORIGIN);

        assertThat(otherPage.status()).isEqualTo(403);
        assertThat(noPage.status()).isEqualTo(403);
        assertThat(otherPath.status()).isEqualTo(403);
        assertThat(otherPath.next().data()).contains("another stream");
    }

    @Test
    void withoutATokenOrASubscriptionOrAgainstADenyRuleThereIsNone() throws Exception {
        assertThat(post(one, body("/ticket"), ORIGIN).status()).isEqualTo(401);
        assertThat(post(one, body("/ticket"), ORIGIN, "Authorization: Bearer nonsense")
                        .status())
                .isEqualTo(401);
        AccessKey rule = AccessKey.deny("rule-1");
        streaming.put(rule, new Deny(1, Streaming.nextVersion(), DenyType.API, api.basePath(), false));
        assertThat(connectUntil(429).header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        streaming.remove(rule);
        subscribed.subscription(SubscriptionState.BLOCKED);
        StreamClient forbidden = connectUntil(401);
        assertThat(forbidden.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
    }

    private record NoStream(String body, int status, String told) {}

    @Test
    void aBodyThatNamesNoStreamIsToldSo() throws Exception {
        String token = "Authorization: Bearer " + subscribed.token("t", Duration.ofMinutes(5));
        for (NoStream wrong : List.of(
                new NoStream("", 400, "JSON object"),
                new NoStream("[]", 400, "JSON object"),
                new NoStream("{\"path\":", 400, "JSON object"),
                new NoStream("{}", 400, "path"),
                new NoStream("{\"path\":7}", 400, "path must be a text"),
                new NoStream("{\"path\":\"observer\"}", 400, "path"),
                new NoStream("{\"path\":\"/a b\"}", 400, "path"),
                new NoStream("{\"path\":\"/a?ticket=x\"}", 400, "a ticket already"),
                new NoStream("{\"path\":\"/a?sluice.later\"}", 400, "sluice.later: no such parameter"),
                new NoStream("{\"path\":\"/a?sluice.heartbeat=x\"}", 400, "sluice.heartbeat: comment, event"),
                new NoStream("{\"path\":\"/a\",\"lifetime\":1}", 400, "field that is not known"),
                new NoStream("{\"path\":\"/a/../b\"}", 400, "dot segment"),
                new NoStream("{\"path\":\"/no/such/api\"}", 404, "No API"),
                new NoStream("{\"path\":\"//evil.example/x\"}", 404, "No API"))) {
            StreamClient answer = post(one, wrong.body(), ORIGIN, token);

            assertThat(answer.status()).as(wrong.toString()).isEqualTo(wrong.status());
            assertThat(answer.next().data()).as(wrong.toString()).contains(wrong.told());
            assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        StreamClient answer = post(one, "{\"path\":\"/" + "x".repeat(5000) + "\"}", ORIGIN);

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void aPageThatTheApiDoesNotAllowGetsNone() throws Exception {
        String token = "Authorization: Bearer " + subscribed.token("t", Duration.ofMinutes(5));

        StreamClient evil = post(one, body("/ticket"), "Origin: https://evil.example", token);
        StreamClient ofABackend =
                post(one, "{\"path\":\"" + api.basePath() + "/ticket\",\"origin\":\"https://evil.example\"}", token);

        assertThat(evil.status()).isEqualTo(403);
        assertThat(evil.header("Access-Control-Allow-Origin")).isNull();
        assertThat(ofABackend.status()).isEqualTo(403);
    }

    @Test
    void aBackendMayFetchItForAPage() throws Exception {
        String token = "Authorization: Bearer " + subscribed.token("t", Duration.ofMinutes(5));

        StreamClient answer =
                post(one, "{\"path\":\"" + api.basePath() + "/ticket\",\"origin\":\"" + PAGE + "\"}", token);
        String url = JSON.readTree(answer.next().data()).get("url").asText();

        assertThat(two.connect(url, ORIGIN).status()).isEqualTo(200);
    }

    @Test
    void itsPreflightIsForPagesThatAnyApiAllows() throws Exception {
        StreamClient allowed = preflight("Origin: " + PAGE);
        StreamClient other = preflight("Origin: https://evil.example");

        assertThat(allowed.status()).isEqualTo(200);
        assertThat(allowed.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(allowed.header("Access-Control-Allow-Headers"))
                .isEqualTo("Authorization, ApiKey, Internal-Key, Content-Type");
        assertThat(allowed.header("Access-Control-Allow-Methods")).isEqualTo("POST");
        assertThat(other.header("Access-Control-Allow-Origin")).isNull();
        StreamClient get = StreamClient.request(one.port(), "GET", "/sluice/tickets");
        assertThat(get.status()).isEqualTo(405);
        assertThat(get.header("Allow")).isEqualTo("POST, OPTIONS");
    }

    @Test
    void aGatewayWithoutKeysSaysSo() throws Exception {
        TestGateway keyless = streaming.gateway("gateway-3", Tickets.off()).serving(api);
        String token = "Authorization: Bearer " + subscribed.token("t", Duration.ofMinutes(5));
        String url = issued(one, "token-1", Duration.ofMinutes(5)).get("url").asText();

        StreamClient answer = post(keyless, body("/ticket"), token);

        RefusalTable.assertRefused(Problem.NO_TICKETS, answer);
        StreamClient shown = keyless.connect(url, ORIGIN);
        assertThat(shown.status()).isEqualTo(401);
        assertThat(shown.next().data()).contains("takes no stream tickets");
    }

    /** Its own rules allow no page but another one's, and it is not published. */
    @Test
    void aPageOfThePortalTriesAnApiWithATestKey() throws Exception {
        TestGateway first = streaming.gateway("gateway-3", TestGateway.WITH_PORTAL);
        TestGateway second = streaming.gateway("gateway-4", TestGateway.WITH_PORTAL);
        ApiRecord created = ApiChange.of(api).to(LifecycleState.CREATED).next();
        streaming.put(created);
        Awaitility.await()
                .until(() ->
                        first.isIn(created, LifecycleState.CREATED) && second.isIn(created, LifecycleState.CREATED));
        String portal = "Origin: " + TestGateway.PORTAL;
        String key = "Internal-Key: " + subscribed.testKey("key-1", Duration.ofMinutes(5));

        StreamClient answer = post(first, body("/ticket"), portal, key);
        String json = answer.next().data();
        assertThat(answer.status()).as(json).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(TestGateway.PORTAL);
        String url = JSON.readTree(json).get("url").asText();
        StreamClient page = second.connect(url, portal);
        assertThat(page.header("Access-Control-Allow-Origin")).isEqualTo(TestGateway.PORTAL);
        assertThat(page.next().type()).isEqualTo("sluice.live");
        relay.send(channel, "one");
        assertThat(page.next().data()).isEqualTo("one");
        assertThat(second.connect(url, ORIGIN).status()).isEqualTo(403);
        for (String path : List.of("/ticket", "/%2e%2e/x")) {
            StreamClient refused = post(first, body(path), portal, "Internal-Key: nonsense");
            assertThat(refused.status()).isIn(401, 400);
            assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo(TestGateway.PORTAL);
        }
        assertThat(post(first, body("/ticket"), ORIGIN, key).status())
                .as("allowed by the API")
                .isEqualTo(200);
        assertThat(post(first, body("/ticket"), "Origin: https://evil.example", key)
                        .status())
                .isEqualTo(403);

        subscribed.revoke("key-1");
        assertThat(page.next(Duration.ofSeconds(2)).data()).contains("revoked");
        assertThat(StreamClient.isClosed(page.next())).isTrue();
        assertThat(second.connect(url, portal, "Last-Event-ID: " + page.lastEventId())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void itsPreflightIsForPagesOfThePortalToo() throws Exception {
        TestGateway gateway = streaming.gateway("gateway-3", TestGateway.WITH_PORTAL);

        StreamClient preflight = StreamClient.request(
                gateway.port(),
                "OPTIONS",
                "/sluice/tickets",
                "Origin: " + TestGateway.PORTAL,
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: content-type,internal-key");

        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(TestGateway.PORTAL);
        assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Internal-Key");
    }

    private JsonNode issued(TestGateway gateway, String tokenId, Duration life) throws Exception {
        StreamClient answer =
                post(gateway, body("/ticket"), ORIGIN, "Authorization: Bearer " + subscribed.token(tokenId, life));
        String json = answer.next().data();
        assertThat(answer.status()).as(json).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        return JSON.readTree(json);
    }

    private StreamClient open(JsonNode ticket) throws Exception {
        StreamClient client = two.connect(ticket.get("url").asText(), ORIGIN);
        assertThat(client.next().type()).isEqualTo("sluice.live");
        return client;
    }

    private StreamClient connectUntil(int status) throws Exception {
        StreamClient[] last = new StreamClient[1];
        Awaitility.await().until(() -> {
            last[0] = post(
                    one,
                    body("/ticket"),
                    ORIGIN,
                    "Authorization: Bearer " + subscribed.token("t", Duration.ofMinutes(5)));
            return last[0].status() == status;
        });
        return last[0];
    }

    private String body(String path) {
        return "{\"path\":\"" + api.basePath() + path + "\"}";
    }

    private static StreamClient post(TestGateway gateway, String body, String... headers) throws Exception {
        return StreamClient.post(gateway.port(), "/sluice/tickets", body, headers);
    }

    private StreamClient preflight(String origin) throws Exception {
        return StreamClient.request(
                one.port(),
                "OPTIONS",
                "/sluice/tickets",
                origin,
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: authorization,content-type");
    }
}
