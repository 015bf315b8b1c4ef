package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Many streams of a browser's own EventSource, which comes back by itself, or never. */
@EnabledIf(
        value = "dev.sluice.acceptance.Chromium#isHere",
        disabledReason = "no Chromium on this machine: apt-get install chromium")
class BrowserCrowdIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    /** Of HTTP/1.1, to one host. */
    private static final int CONNECTIONS_OF_A_BROWSER = 6;

    private static final String DOMAIN = "crowd.test";
    private static final int PLACES = 64;

    @Test
    void aPageHasTwentyStreamsOfOneHostOverHttp2() {
        LocalSystem system = LocalSystem.shared();
        try (Page page = new Page()) {
            Portal.Api api = openApi(system, page.origin());
            List<URI> gateways = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                gateways.add(system.gatewayTls(1));
            }
            show(page, gateways, api);
            try (Chromium browser = Chromium.trusting(system.certificate(), page.origin())) {
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(last(page).get("live").asInt())
                                .as("%s", last(page))
                                .isEqualTo(20));

                int events = last(page).get("events").asInt();
                await().atMost(SOON).until(() -> last(page).get("events").asInt() > events + 100);
                assertWhole(page);
            }
        }
    }

    @Test
    void sixtyThatAreShedAndThenLoseTheirGatewayAllComeBackAndMissNothing() throws Exception {
        LocalSystem system = LocalSystem.shared("sluice.gateway.http.max-connections=" + PLACES);
        List<Stream> guests = new ArrayList<>();
        try (Page page = new Page()) {
            // Given: a gateway that is full
            Portal.Api api = openApi(system, page.origin());
            List<URI> gateways = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String host = "gateway" + i / CONNECTIONS_OF_A_BROWSER + '.' + DOMAIN;
                gateways.add(
                        URI.create("http://" + host + ':' + system.gateway(1).getPort()));
            }
            for (int i = 0; i < PLACES; i++) {
                guests.add(Stream.open(system.gateway(1), path(api), null));
            }
            show(page, gateways, api);
            try (Chromium browser = Chromium.resolving(DOMAIN, page.origin())) {
                // When: there is room, later
                await().atMost(SOON)
                        .untilAsserted(
                                () -> assertThat(last(page).get("goaways").asInt())
                                        .as("%s", last(page))
                                        .isGreaterThanOrEqualTo(60));
                assertThat(last(page).get("live").asInt()).isZero();
                guests.forEach(Stream::close);

                // Then
                awaitAllLive(page);
                int opened = last(page).get("opened").asInt();

                // When: all lose their gateway at once
                system.kill("gateway-1");
                await().atMost(SOON).until(() -> last(page).get("live").asInt() < 60);

                // Then
                awaitAllLive(page);
                assertThat(last(page).get("opened").asInt()).isGreaterThanOrEqualTo(opened + 60);
                int events = last(page).get("events").asInt();
                await().atMost(SOON).until(() -> last(page).get("events").asInt() > events + 120);
                assertWhole(page);
            }
        } finally {
            guests.forEach(Stream::close);
            await().atMost(SOON).until(() -> system.state("gateway-1").equals("ready"));
        }
    }

    private static Portal.Api openApi(LocalSystem system, String origin) {
        return new Portal(system)
                .deployedWith(
                        "crowd",
                        system.backend(),
                        api -> {
                            ((ObjectNode) api.get("operations").get(0)).put("authType", "None");
                            ObjectNode rules = api.putObject("corsConfiguration");
                            rules.put("corsConfigurationEnabled", true);
                            rules.putArray("accessControlAllowOrigins").add(origin);
                            api.putObject("streaming").put("retryMs", 500);
                        },
                        "/prices/{symbol}");
    }

    /** Slow: all these streams come from one address, which has 10,000 events a day of an open topic. */
    private static String path(Portal.Api api) {
        return api.basePath() + "/prices/" + api.name() + "?rate=1";
    }

    private static void show(Page page, List<URI> gateways, Portal.Api api) {
        ObjectNode settings = Rest.JSON.createObjectNode();
        ArrayNode urls = settings.putArray("urls");
        gateways.forEach(gateway -> urls.add(gateway.resolve(path(api)).toString()));
        page.showing("/crowd.html", settings);
    }

    private static JsonNode last(Page page) {
        List<JsonNode> reports = page.reports("crowd");
        return reports.isEmpty() ? Rest.JSON.createObjectNode().put("live", 0).put("goaways", 0) : reports.getLast();
    }

    private static void awaitAllLive(Page page) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(last(page).get("live").asInt())
                        .as("%s", last(page))
                        .isEqualTo(60));
    }

    private static void assertWhole(Page page) {
        assertThat(last(page).get("holes").asInt()).as("%s", last(page)).isZero();
        assertThat(last(page).get("givenUp").asInt()).as("%s", last(page)).isZero();
    }
}
