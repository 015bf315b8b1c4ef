package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.Cors;
import dev.sluice.model.api.LifecycleState;
import dev.sluice.model.api.Transport;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages of other origins are told (Fetch, "CORS protocol"). */
class CorsIT extends StreamingCase {
    private static final String PAGE = "https://app.example.com";
    private static final String ORIGIN = "Origin: " + PAGE;
    private static final String ORIGIN_OF_PORTAL = "Origin: " + TestGateway.PORTAL;
    private static final Cors RULES = new Cors(true, List.of(PAGE), true, List.of(), List.of());
    private static final Cors ANYBODY =
            new Cors(true, List.of("*"), true, List.of("Authorization"), List.of("GET", "PUT"));

    @Test
    void aPageOfAnAllowedOriginMayReadTheStreamAndItsResume() throws Exception {
        relay.live("/cors");
        TestGateway gateway = serving(RULES);

        StreamClient allowed = gateway.connect(api, "/cors", ORIGIN);
        StreamClient other = gateway.connect(api, "/cors", "Origin: https://evil.example");
        StreamClient none = gateway.connect(api, "/cors");

        assertThat(allowed.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(allowed.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(allowed.header("Access-Control-Expose-Headers")).contains("Sluice-Resume");
        assertThat(allowed.header("Sluice-Resume")).isEqualTo("live");
        assertThat(allowed.header("Vary")).isEqualTo("Origin");
        for (StreamClient client : List.of(other, none)) {
            assertThat(client.status()).isEqualTo(200);
            assertThat(client.header("Access-Control-Allow-Origin")).isNull();
            assertThat(client.header("Vary")).isEqualTo("Origin");
        }
    }

    @Test
    void whereAnyOriginIsAllowedNoneMaySendCookies() throws Exception {
        relay.live("/cors");
        TestGateway gateway = serving(ANYBODY);

        StreamClient client = gateway.connect(api, "/cors", ORIGIN);

        assertThat(client.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(client.header("Access-Control-Allow-Credentials")).isNull();
    }

    @Test
    void aPreflightIsAnsweredBeforeAnyCredentialIsAskedFor() throws Exception {
        api = ApiChange.of(api).secured().next();
        TestGateway gateway = serving(RULES);

        StreamClient preflight = preflight(gateway, ORIGIN);

        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(preflight.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(preflight.header("Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(preflight.header("Access-Control-Allow-Headers"))
                .isEqualTo("Authorization, ApiKey, Internal-Key, Cache-Control, Last-Event-ID");
        assertThat(preflight.header("Access-Control-Max-Age")).isEqualTo("600");
        assertThat(preflight.header("Vary")).contains("Origin");
        assertThat(preflight(gateway, "Origin: https://evil.example").header("Access-Control-Allow-Origin"))
                .isNull();
    }

    @Test
    void aPreflightTellsTheListsOfTheCreatorAndTheHeaderThatResumes() throws Exception {
        TestGateway gateway = serving(ANYBODY);

        StreamClient preflight = preflight(gateway, ORIGIN);

        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(preflight.header("Access-Control-Allow-Methods")).isEqualTo("GET, PUT");
        assertThat(preflight.header("Access-Control-Allow-Headers")).isEqualTo("Authorization, Last-Event-ID");
    }

    @Test
    void aRefusalCanBeReadByThePage() throws Exception {
        relay.live("/cors");
        ApiRecord open = api;
        api = ApiChange.of(open).secured().next();
        TestGateway gateway = serving(RULES);

        assertReadable(gateway.connect(api, "/cors", ORIGIN), 401);
        assertReadable(gateway.connect(api, "/cors", ORIGIN, "Authorization: Bearer nonsense"), 401);
        assertReadable(gateway.connect(api, "/cors?since=never", ORIGIN), 400);
        assertReadable(StreamClient.request(gateway.port(), "PUT", api.basePath() + "/cors", ORIGIN), 405);
        streaming.put(ApiChange.of(open).with(RULES).to(LifecycleState.BLOCKED).next());
        Awaitility.await().until(() -> gateway.isIn(api, LifecycleState.BLOCKED));
        assertReadable(gateway.connect(api, "/cors", ORIGIN), 503);
    }

    @Test
    void withoutRulesNothingIsSaidToPages() throws Exception {
        relay.live("/cors");
        TestGateway gateway = serving(Cors.OFF);

        StreamClient client = gateway.connect(api, "/cors", ORIGIN);
        StreamClient preflight = preflight(gateway, ORIGIN);

        assertThat(client.header("Access-Control-Allow-Origin")).isNull();
        assertThat(client.header("Vary")).isNull();
        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isNull();
        assertThat(preflight.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @Test
    void aPageOfThePortalUsesEveryApiWhateverItsRulesAre() throws Exception {
        relay.live("/cors");
        api = ApiChange.of(api).with(Cors.OFF).next();
        streaming.put(api);
        TestGateway gateway = portalGateway();

        StreamClient page = gateway.connect(api, "/cors", ORIGIN_OF_PORTAL);
        StreamClient preflight = preflight(gateway, ORIGIN_OF_PORTAL);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Access-Control-Allow-Origin")).isEqualTo(TestGateway.PORTAL);
        assertThat(page.header("Access-Control-Allow-Credentials")).isNull();
        assertThat(page.header("Access-Control-Expose-Headers"))
                .isEqualTo("Sluice-Resume, Retry-After, RateLimit, RateLimit-Policy");
        assertThat(page.header("Vary")).isEqualTo("Origin");
        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(TestGateway.PORTAL);
        assertThat(preflight.header("Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(preflight.header("Access-Control-Allow-Headers"))
                .isEqualTo("Authorization, ApiKey, Internal-Key, Cache-Control, Last-Event-ID");
        assertThat(preflight.header("Access-Control-Max-Age")).isEqualTo("600");
        for (String other : List.of(
                ORIGIN, ORIGIN_OF_PORTAL + "0", "Origin: http://portal.example.com:9443", "Origin: null", "X: none")) {
            for (StreamClient client : List.of(gateway.connect(api, "/cors", other), preflight(gateway, other))) {
                assertThat(client.status()).as(other).isEqualTo(200);
                assertThat(client.header("Access-Control-Allow-Origin"))
                        .as(other)
                        .isNull();
                assertThat(client.header("Vary")).as(other).startsWith("Origin");
            }
        }
    }

    @Test
    void aPageOfThePortalSendsItsHeadersWhateverTheCreatorLists() throws Exception {
        Cors narrow = new Cors(true, List.of(PAGE), true, List.of("authorization", "X-Own"), List.of("PUT"));
        api = ApiChange.of(api).with(narrow).next();
        streaming.put(api);
        TestGateway gateway = portalGateway();

        StreamClient preflight = preflight(gateway, ORIGIN_OF_PORTAL);

        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(TestGateway.PORTAL);
        assertThat(preflight.header("Access-Control-Allow-Credentials")).isNull();
        assertThat(preflight.header("Access-Control-Allow-Methods")).isEqualTo("PUT, GET, HEAD, OPTIONS");
        assertThat(preflight.header("Access-Control-Allow-Headers"))
                .isEqualTo("authorization, X-Own, ApiKey, Internal-Key, Cache-Control, Last-Event-ID");
        StreamClient ofTheCreator = preflight(gateway, ORIGIN);
        assertThat(ofTheCreator.header("Access-Control-Allow-Methods")).isEqualTo("PUT");
        assertThat(ofTheCreator.header("Access-Control-Allow-Headers"))
                .isEqualTo("authorization, X-Own, Last-Event-ID");
    }

    @Test
    void aPageOfThePortalReadsEveryRefusal() throws Exception {
        relay.live("/cors");
        ApiRecord open = ApiChange.of(api).with(Cors.OFF).next();
        api = ApiChange.of(open).secured().next();
        streaming.put(api);
        TestGateway gateway = portalGateway();

        String path = api.basePath() + "/cors";
        assertThePortalReads(gateway.connect(path, ORIGIN_OF_PORTAL), 401);
        assertThePortalReads(gateway.connect(path, ORIGIN_OF_PORTAL, "Internal-Key: nonsense"), 401);
        assertThePortalReads(gateway.connect(path + "?since=never", ORIGIN_OF_PORTAL), 400);
        assertThePortalReads(gateway.connect(path + "/%2e%2e/x", ORIGIN_OF_PORTAL), 400);
        assertThePortalReads(gateway.connect("/no/such/api", ORIGIN_OF_PORTAL), 404);
        assertThePortalReads(gateway.connect("/", ORIGIN_OF_PORTAL), 200);
        assertThePortalReads(StreamClient.request(gateway.port(), "PUT", path, ORIGIN_OF_PORTAL), 405);
        StreamClient preflight = StreamClient.request(gateway.port(), "OPTIONS", "/no/such/api", ORIGIN_OF_PORTAL);
        assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Internal-Key", "Last-Event-ID");
        assertThat(gateway.connect("/no/such/api", ORIGIN).header("Access-Control-Allow-Origin"))
                .isNull();
        ApiRecord created = ApiChange.of(api).to(LifecycleState.CREATED).next();
        streaming.put(created);
        Awaitility.await().until(() -> gateway.isIn(created, LifecycleState.CREATED));
        assertThePortalReads(gateway.connect(path, ORIGIN_OF_PORTAL), 403);
        streaming.put(ApiChange.of(open).to(LifecycleState.BLOCKED).next());
        Awaitility.await().until(() -> gateway.isIn(api, LifecycleState.BLOCKED));
        assertThePortalReads(gateway.connect(path, ORIGIN_OF_PORTAL), 503);
        streaming.undeploy(api);
        Awaitility.await().until(() -> gateway.connect(path, ORIGIN_OF_PORTAL).status() == 404);
        assertThePortalReads(gateway.connect(path, ORIGIN_OF_PORTAL), 404);
    }

    @Test
    void aPageOfThePortalUsesAnApiOfHttpsAlone(@TempDir Path folder) throws Exception {
        relay.live("/cors");
        api = ApiChange.of(api).with(Cors.OFF).over(Transport.HTTPS).next();
        streaming.put(api);
        TestGateway gateway = portalGateway();
        TestTls tls = new TestTls(folder);
        int port = gateway.bindTls(tls.server(ServerTls.bestProvider()));

        try (StreamClient page = tls.connect(port, api.basePath() + "/cors", ORIGIN_OF_PORTAL);
                Http2Client http2 = new Http2Client(tls, port, 65_535)) {
            assertThePortalReads(page, 200);
            Http2Answer answer = http2.get(api.basePath() + "/cors", "origin: " + TestGateway.PORTAL);
            assertThat(answer.header("access-control-allow-origin")).isEqualTo(TestGateway.PORTAL);
        }
        assertThePortalReads(gateway.connect(api, "/cors", ORIGIN_OF_PORTAL), 404);
    }

    private TestGateway portalGateway() throws Exception {
        return streaming.gateway("gateway-1", TestGateway.WITH_PORTAL).serving(api);
    }

    private static void assertThePortalReads(StreamClient client, int status) {
        assertThat(client.status()).isEqualTo(status);
        assertThat(client.header("Access-Control-Allow-Origin")).isEqualTo(TestGateway.PORTAL);
        assertThat(client.header("Vary")).isEqualTo("Origin");
    }

    private static void assertReadable(StreamClient refused, int status) {
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(refused.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(refused.header("Vary")).isEqualTo("Origin");
    }

    private TestGateway serving(Cors rules) throws Exception {
        api = ApiChange.of(api).with(rules).next();
        streaming.put(api);
        return gateway("gateway-1", RING);
    }

    private StreamClient preflight(TestGateway gateway, String origin) throws Exception {
        return StreamClient.request(
                gateway.port(),
                "OPTIONS",
                api.basePath() + "/cors",
                origin,
                "Access-Control-Request-Method: GET",
                "Access-Control-Request-Headers: authorization,last-event-id");
    }
}
