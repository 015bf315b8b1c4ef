package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.embedded.LocalCertificate;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.event.FeedRecord;
import dev.sluice.testsupport.history.FeedHistory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A browser's own EventSource on a page of another origin: with a ticket, and coming back by itself. */
@EnabledIf(
        value = "dev.sluice.acceptance.Chromium#isHere",
        disabledReason = "no Chromium on this machine: apt-get install chromium")
class BrowserIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    /** A gateway sends a browser away from a blocked API for a minute at most. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(100);

    private final LocalSystem system = LocalSystem.shared();
    private final Portal portal = new Portal(system);

    @Test
    void itLosesItsConnectionAndItsGatewayAndMissesAndRepeatsNothing() {
        String symbol = Portal.freshName("WEB");
        try (Balancer balancer = new Balancer(List.of(system.gateway(1), system.gateway(2)));
                Page page = new Page()) {
            Portal.Api api = portal.deployedWith(
                    "browser", system.backend(), body -> allow(body, page.origin()), "/prices/{symbol}");
            String path = api.basePath() + "/prices/" + symbol + "?rate=20";
            page.streaming(balancer.uri(), path, portal.subscribedToken(api));
            try (Chromium browser = Chromium.showing(page.origin())) {
                awaitEvents(page, 20);

                balancer.prefer(1);
                balancer.cut();
                awaitOpen(page, 2);
                awaitEvents(page, page.reports("event").size() + 20);

                balancer.prefer(0);
                system.kill("gateway-2");
                awaitOpen(page, 3);
                awaitEvents(page, page.reports("event").size() + 20);

                balancer.prefer(1);
                await().atMost(SOON).until(() -> system.state("gateway-2").equals("ready"));
                system.kill("gateway-1");
                awaitOpen(page, 4);
                awaitEvents(page, page.reports("event").size() + 20);

                assertExact(page, api, "/prices/" + symbol);
            } finally {
                await().atMost(SOON).until(() -> system.state("gateway-1").equals("ready"));
            }
        }
    }

    /** An error would be the end of it: it gets to know when to come back, and misses nothing. */
    @Test
    void itComesBackToAnApiThatWasBlocked() {
        String symbol = Portal.freshName("WEB");
        try (Page page = new Page()) {
            Portal.Api api = portal.deployedWith(
                    "blocked", system.backend(), body -> allow(body, page.origin()), "/prices/{symbol}");
            String path = api.basePath() + "/prices/" + symbol + "?rate=20";
            page.streaming(system.gateway(1), path, portal.subscribedToken(api));
            try (Chromium browser = Chromium.showing(page.origin())) {
                awaitEvents(page, 20);

                assertThat(portal.move(api, "Block").status()).isEqualTo(200);
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(page.reports("sluice.goaway"))
                                .as("all that was reported: %s", page.reports())
                                .singleElement()
                                .asString()
                                .contains("blocked"));
                assertThat(portal.move(api, "Re-Publish").status()).isEqualTo(200);
                int before = page.reports("event").size();
                await().atMost(LONGEST_WAIT)
                        .untilAsserted(
                                () -> assertThat(page.reports("event")).hasSizeGreaterThanOrEqualTo(before + 20));

                assertExact(page, api, "/prices/" + symbol);
            }
        }
    }

    @Test
    void aPageThatTheApiDoesNotAllowGetsNothing() {
        Portal.Api api =
                portal.deployedWith("noBrowser", system.backend(), body -> allow(body, "https://other.example"), "/*");
        try (Page page = new Page()
                        .streaming(system.gateway(1), api.basePath() + "/memory", portal.subscribedToken(api));
                Chromium browser = Chromium.showing(page.origin())) {
            await().atMost(SOON).until(() -> !page.reports("failure").isEmpty());

            assertThat(page.reports()).hasSize(1);
        }
    }

    /** The publisher's own pages: no API has to allow them, and a test key is all that they need. */
    @Test
    void aPageOfThePortalOpensAnApiOfHttpsAloneThatAllowsNoPageAndIsNotPublished() {
        String symbol = Portal.freshName("WEB");
        Portal.Api api = portal.draft(
                "tried", system.backend(), body -> body.putArray("transport").add("https"), "/prices/{symbol}");
        portal.deploy(api.id(), portal.revision(api.id()));
        String path = api.basePath() + "/prices/" + symbol + "?rate=20";
        LocalCertificate certificate = LocalCertificate.in(system.data().resolve("tls"));
        try (Page page = new Page(certificate)
                        .streaming(system.gatewayTls(1), path, "Internal-Key", portal.testKey(api));
                Chromium browser = Chromium.trusting(certificate.certificate(), system.publisher(), page.port())) {
            awaitEvents(page, 20);

            assertThat(page.reports("sluice.live")).hasSize(1);
        }
    }

    private static void allow(ObjectNode api, String origin) {
        ObjectNode rules = api.putObject("corsConfiguration");
        rules.put("corsConfigurationEnabled", true);
        rules.putArray("accessControlAllowOrigins").add(origin);
        api.putObject("streaming").put("retryMs", 500);
    }

    private static void awaitEvents(Page page, int count) {
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(page.reports("failure")).isEmpty();
            assertThat(page.reports("event"))
                    .as("all that was reported: %s", page.reports())
                    .hasSizeGreaterThanOrEqualTo(count);
        });
    }

    private static void awaitOpen(Page page, int times) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(page.reports("open"))
                        .as("all that was reported: %s", page.reports())
                        .hasSizeGreaterThanOrEqualTo(times));
    }

    /** Every event of the log between the first and the last, with its id, once and in order; no gap was sent. */
    private void assertExact(Page page, Portal.Api api, String backendPath) {
        List<String> received = new ArrayList<>();
        for (JsonNode event : page.reports("event")) {
            received.add(event.get("id").asText() + ' ' + event.get("data").asText());
        }
        String channel = new Channel(api.id(), "Default", KeyType.PRODUCTION, backendPath, "rate=20").key();
        FeedHistory history = FeedHistory.read(system.bootstrapServers(), "sluice.events." + api.id(), 0);
        List<String> log = new ArrayList<>();
        for (FeedRecord record : history.ofChannel(channel)) {
            log.add(record.id() + " " + new String(record.data(), StandardCharsets.UTF_8));
        }
        assertThat(page.reports("sluice.gap")).isEmpty();
        assertThat(page.reports("error"))
                .allMatch(error -> error.get("readyState").asInt() == 0);
        int from = log.indexOf(received.getFirst());
        assertThat(received).isEqualTo(log.subList(from, from + received.size()));
    }
}
