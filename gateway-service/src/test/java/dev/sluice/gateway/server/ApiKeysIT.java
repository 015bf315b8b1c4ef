package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.gateway.request.Cidr;
import dev.sluice.gateway.request.PortalOrigins;
import dev.sluice.gateway.request.ProxyHeader;
import dev.sluice.gateway.request.TrustedProxies;
import dev.sluice.model.api.ApiAuth;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.Cors;
import dev.sluice.model.api.TopicStreaming;
import dev.sluice.testsupport.stream.EventReader.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams that API keys open, and requests with keys as they come over the wire. */
class ApiKeysIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PAGE = "https://app.example.com";
    private static final Cors RULES = new Cors(true, List.of(PAGE), false, List.of(), List.of());
    private static final ApiAuth AUTH =
            new ApiAuth("Authorization", "X-Observer-Key", List.of("oauth2", "api_key"), false, true, null);
    private static final HttpSettings AFTER_A_PROXY = new HttpSettings(
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            0,
            0,
            0,
            Duration.ZERO,
            new TrustedProxies(List.of(Cidr.of("127.0.0.0/8")), ProxyHeader.X_FORWARDED_FOR, List.of()),
            PortalOrigins.NONE);

    private Streaming streaming;
    private ApiRecord api;
    private TestSubscription subscribed;
    private TestGateway gateway;
    private TestRelay relay;
    private TestRelay.Pulled channel;

    @BeforeEach
    void start() throws Exception {
        streaming = new Streaming();
        api = ApiChange.of(streaming.api(TopicStreaming.DEFAULT, 1))
                .secured()
                .with(RULES)
                .with(AUTH)
                .next();
        streaming.put(api);
        subscribed = new TestSubscription(streaming, api);
        relay = streaming.relay(api);
        channel = relay.live("/secret");
        gateway = streaming.gateway("gateway-1", AFTER_A_PROXY).serving(api);
    }

    @AfterEach
    void stop() throws Exception {
        streaming.close();
    }

    @Test
    void streamsEndWithinASecondWhenTheirKeyIsRevokedExpiresOrMayNotBeUsedFromThereAnyMore() throws Exception {
        String revoked = subscribed.apiKey(null, List.of());
        String moved = subscribed.apiKey(null, List.of());
        String expiring = subscribed.apiKey(Duration.ofSeconds(4), List.of());
        StreamClient one = connect(revoked);
        StreamClient two = connect(moved);
        StreamClient three = connect(expiring);
        Instant end = Instant.now().plusSeconds(4);
        // As a key has it that another one takes the place of. Its streams were opened when it had no end.
        String replaced = subscribed.apiKey(null, List.of());
        StreamClient four = connect(replaced);
        subscribed.putApiKey(replaced, Duration.between(Instant.now(), end), List.of());

        subscribed.revokeApiKey(revoked);
        assertThat(ended(one, Duration.ofSeconds(1))).contains("revoked");
        subscribed.putApiKey(moved, null, List.of("192.0.2.7"));
        assertThat(ended(two, Duration.ofSeconds(1))).contains("denied");
        assertThat(ended(three, Duration.between(Instant.now(), end.plusSeconds(1))))
                .contains("expired");
        assertThat(ended(four, Duration.ofSeconds(1))).contains("expired");
        assertThat(request(revoked).status()).isEqualTo(401);
        assertThat(request(moved).status()).isEqualTo(403);
        assertThat(request(expiring).status()).isEqualTo(401);
    }

    /** The stream of the permitted page was opened when there was no rule on pages. */
    @Test
    void otherRulesOfAKeyEndTheStreamsThatTheyRefuseWithinASecondAndNoOthers() throws Exception {
        String key = subscribed.apiKey(null, List.of());
        StreamClient page = connect(key, "Origin: " + PAGE, "Referer: " + PAGE + "/wall");
        StreamClient program = connect(key);

        subscribed.putApiKey(key, null, List.of("127.0.0.0/8", "::1"), List.of("app.example.com"));

        assertThat(ended(program, Duration.ofSeconds(1))).contains("denied");
        relay.send(channel, "after");
        assertThat(page.next().data()).isEqualTo("after");
    }

    /** The gateway has not read their records yet, and a page is not to be told that they are good for nothing. */
    @Test
    void keysAreGoodAsSoonAsTheirRecordsAreThere() throws Exception {
        for (int i = 0; i < 20; i++) {
            String key = subscribed.apiKey(null, List.of());
            assertThat(request(key).status()).as("key %d", i).isEqualTo(200);
        }
    }

    private static String ended(StreamClient client, Duration atMost) throws Exception {
        Received end = client.next(atMost);
        assertThat(end.type()).isEqualTo("sluice.auth");
        assertThat(StreamClient.isClosed(client.next())).isTrue();
        return end.data();
    }

    /** The gateway trusts a proxy at the loopback address: of what that one says the last word counts. */
    @Test
    void anAddressIsWhatATrustedProxySaysLastAndNoOtherHeader() throws Exception {
        String key = subscribed.apiKey(null, List.of("192.0.2.7"));
        connectUntil(200, key, "X-Forwarded-For: 192.0.2.7");

        for (String forged : List.of(
                "X-Forwarded-For: 192.0.2.7, 198.51.100.1",
                "X-Forwarded-For: 192.0.2.7, nonsense",
                "X-Forwarded-For: 198.51.100.1\r\nX-Client-IP: 192.0.2.7",
                "Forwarded: for=192.0.2.7",
                "X-Real-IP: 192.0.2.7",
                "True-Client-IP: 192.0.2.7",
                "X-Forwarded-Host: 192.0.2.7")) {
            assertThat(request(key, forged).status()).as(forged).isEqualTo(403);
        }
        assertThat(request(key, "X-Forwarded-For: 192.0.2.7, 127.0.0.1").status())
                .isEqualTo(200);
        assertThatAPageIsWhatAllItsHeadersSay(key);
    }

    private void assertThatAPageIsWhatAllItsHeadersSay(String key) throws Exception {
        subscribed.putApiKey(key, null, List.of(), List.of("app.example.com"));
        connectUntil(200, key, "Referer: " + PAGE + "/hall");

        for (String good : List.of("Origin: " + PAGE, "Referer: " + PAGE + "/\r\nOrigin: " + PAGE)) {
            assertThat(request(key, good).status()).as(good).isEqualTo(200);
        }
        for (String forged : List.of(
                "X-Nothing: 1",
                "Referrer: " + PAGE + '/',
                "X-Forwarded-Host: app.example.com",
                "X-Original-URL: " + PAGE + '/',
                "X-Referer: " + PAGE + '/',
                "Referer: " + PAGE + "/\r\nOrigin: https://evil.example",
                "Referer: https://evil.example/\r\nOrigin: " + PAGE,
                "Referer: " + PAGE + "/\r\nReferer: https://evil.example/",
                "Referer: https://evil.example/\r\nReferer: " + PAGE + '/',
                "Origin: " + PAGE + "\r\nOrigin: https://evil.example",
                "Referer: " + PAGE + "/\r\nOrigin: null",
                "Referer: " + PAGE + ":81/",
                "Referer: https://app.example.com\\@evil.example/",
                "Referer: //app.example.com/")) {
            assertThat(request(key, forged).status()).as(forged).isEqualTo(403);
        }
    }

    @Test
    void aKeyIsTakenFromTheQueryOnlyWhereTheApiSaysSo() throws Exception {
        String key = subscribed.apiKey(null, List.of());
        connectUntil(200, key);
        String target = api.basePath() + "/secret?apikey=" + key;

        assertThat(gateway.connect(target).status()).isEqualTo(200);
        assertThat(gateway.connect(target, "X-Observer-Key: nonsense").status()).isEqualTo(401);
        assertThat(gateway.connect(target, "ApiKey: nonsense").status()).isEqualTo(200);
        streaming.put(ApiChange.of(api)
                .with(new ApiAuth("Authorization", "X-Observer-Key", List.of("api_key"), false))
                .next());
        Awaitility.await().until(() -> gateway.connect(target).status() == 401);
        assertThat(gateway.connect(target).next().data()).contains("X-Observer-Key: <key>");
        assertThat(request(key).status()).isEqualTo(200);
    }

    @Test
    void aPageGetsATicketWithAKeyInTheHeaderOfTheApi() throws Exception {
        String key = subscribed.apiKey(null, List.of());
        connectUntil(200, key);

        StreamClient preflight = StreamClient.request(
                gateway.port(),
                "OPTIONS",
                "/sluice/tickets",
                "Origin: " + PAGE,
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: content-type,x-observer-key,x-other");
        StreamClient answer = StreamClient.post(
                gateway.port(),
                "/sluice/tickets",
                "{\"path\":\"" + api.basePath() + "/secret\"}",
                "Origin: " + PAGE,
                "X-Observer-Key: " + key);
        JsonNode ticket = JSON.readTree(answer.next().data());
        StreamClient page = gateway.connect(ticket.get("url").asText(), "Origin: " + PAGE);
        assertThat(page.next().type()).isEqualTo("sluice.live");
        subscribed.revokeApiKey(key);

        assertThat(preflight.header("Access-Control-Allow-Headers"))
                .isEqualTo("Authorization, ApiKey, Internal-Key, Content-Type, x-observer-key");
        assertThat(ended(page, Duration.ofSeconds(1))).contains("revoked");
        assertThat(gateway.connect(ticket.get("url").asText(), "Origin: " + PAGE)
                        .status())
                .isEqualTo(401);
        assertThat(Instant.parse(ticket.get("expiresAt").asText()))
                .isBetween(Instant.now().plusSeconds(3_500), Instant.now().plusSeconds(3_600));
    }

    private StreamClient connect(String key, String... headers) throws Exception {
        StreamClient client = connectUntil(200, key, headers);
        assertThat(client.next().type()).isEqualTo("sluice.live");
        return client;
    }

    /** The key's record is on its way. */
    private StreamClient connectUntil(int status, String key, String... headers) {
        return Awaitility.await().until(() -> request(key, headers), client -> client.status() == status);
    }

    private StreamClient request(String key, String... headers) throws Exception {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "X-Observer-Key: " + key;
        return gateway.connect(api, "/secret", all);
    }
}
