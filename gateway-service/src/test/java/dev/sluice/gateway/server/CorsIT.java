package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.Cors;
import dev.sluice.model.api.LifecycleState;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What pages of other origins are told (Fetch, "CORS protocol"). */
class CorsIT extends StreamingCase {
    private static final String PAGE = "https://app.example.com";
    private static final String ORIGIN = "Origin: " + PAGE;
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
