package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.launchdarkly.eventsource.ConnectStrategy;
import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.MessageEvent;
import dev.sluice.acceptance.Fixture.ReceivedEvent;
import dev.sluice.model.eventstream.EventStreamLimits;
import dev.sluice.model.eventstream.EventStreamParser;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * All that a backend can send, from its bytes through relay, log and gateway to the clients that people use: each gets the
 * same events, be they the bytes' own events or none.
 */
class FixturesIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String END = "sluice.end";
    private static final Pattern REPLACED = Pattern.compile("\ufffd+");

    private static final LocalSystem SYSTEM = LocalSystem.shared();
    private static final List<Fixture> FIXTURES = Fixture.all();
    private static FixtureBackend backend;
    private static Portal.Api api;
    private static String token;

    /** Every fixture is in the log, with its end, before a client of the tests asks for it. */
    @BeforeAll
    static void record() {
        backend = new FixtureBackend(FIXTURES);
        Portal portal = new Portal(SYSTEM);
        api = portal.deployedWith("fixtures", backend.uri(), FixturesIT::allowAnyPage, "/*");
        token = portal.subscribedToken(api);
        Map<Fixture, Stream> streams = new LinkedHashMap<>();
        for (Fixture fixture : FIXTURES) {
            streams.put(fixture, Stream.open(SYSTEM.gateway(1), path(fixture), token));
        }
        streams.forEach((fixture, stream) -> {
            try (stream) {
                stream.nextOfType(END, SOON);
            }
        });
    }

    @AfterAll
    static void close() {
        backend.close();
    }

    @Test
    void theGatewaySendsTheEventsOfTheBytes() {
        Map<String, List<ReceivedEvent>> received = new LinkedHashMap<>();
        for (Fixture fixture : FIXTURES) {
            List<ReceivedEvent> reports = new ArrayList<>();
            try (Stream stream = Stream.open(SYSTEM.gateway(2), path(fixture), token)) {
                for (Stream.Event event = stream.next(SOON); !event.type().equals(END); event = stream.next(SOON)) {
                    if (!event.isControl()) {
                        reports.add(new ReceivedEvent(event.type(), event.data()));
                    }
                }
            }
            received.put(fixture.name(), reports);
        }
        assertAllOfJava(received);
    }

    @Test
    @EnabledIf(
            value = "dev.sluice.acceptance.Chromium#isHere",
            disabledReason = "no Chromium on this machine: apt-get install chromium")
    void soDoesChromium() {
        ObjectNode settings = settings();
        try (Page page = new Page().showing("/fixtures.html", settings);
                Chromium browser = Chromium.showing(page.origin())) {
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(page.reports("failure")).isEmpty();
                assertThat(page.reports("fixture")).hasSameSizeAs(FIXTURES);
            });
            assertAll(read(page.reports("fixture")));
        }
    }

    @Test
    @EnabledIf(value = "dev.sluice.acceptance.NodeScript#isHere", disabledReason = "no Node.js 20 or newer with npm")
    void soDoClientsOfNode() {
        for (String client : List.of("eventsource", "undici")) {
            assertAll(read(NodeScript.run("clients.mjs", settings().put("client", client))));
        }
    }

    @Test
    void soDoesOkHttpEventSource() throws Exception {
        Map<String, List<ReceivedEvent>> received = new LinkedHashMap<>();
        for (Fixture fixture : FIXTURES) {
            List<ReceivedEvent> reports = new ArrayList<>();
            ConnectStrategy connect = ConnectStrategy.http(SYSTEM.gateway(2).resolve(path(fixture)))
                    .header("Authorization", "Bearer " + token);
            try (EventSource source = new EventSource.Builder(connect).build()) {
                for (MessageEvent event = source.readMessage();
                        !event.getEventName().equals(END);
                        event = source.readMessage()) {
                    if (!event.getEventName().startsWith("sluice.")) {
                        reports.add(new ReceivedEvent(event.getEventName(), event.getData()));
                    }
                }
            }
            received.put(fixture.name(), reports);
        }
        assertAllOfJava(received);
    }

    /** Whose output is what scripts read. */
    @Test
    void curlPrintsThemInTheFormThatIsPromised() throws Exception {
        Map<String, List<ReceivedEvent>> received = new LinkedHashMap<>();
        for (Fixture fixture : FIXTURES) {
            EventCollector collector = new EventCollector();
            EventStreamParser parser = new EventStreamParser(EventStreamLimits.forEventsUpTo(1 << 20), "", collector);
            byte[] printed = curl(SYSTEM.gateway(2).resolve(path(fixture)));
            parser.feed(printed, 0, printed.length);
            parser.end();
            received.put(fixture.name(), collector.ofBackend());
        }
        assertAllOfJava(received);
    }

    private static byte[] curl(URI uri) throws IOException, InterruptedException {
        Process curl = new ProcessBuilder(
                        "curl", "-sN", "--max-time", "30", "-H", "Authorization: Bearer " + token, uri.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        byte[] printed = curl.getInputStream().readAllBytes();
        assertThat(curl.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(curl.exitValue()).isZero();
        return printed;
    }

    private static void assertAll(Map<String, List<ReceivedEvent>> received) {
        assertAll(received, Function.identity());
    }

    /** Java's decoder puts one replacement character where others put one for each byte. */
    private static void assertAllOfJava(Map<String, List<ReceivedEvent>> received) {
        assertAll(
                received,
                event -> new ReceivedEvent(
                        event.type(), REPLACED.matcher(event.data()).replaceAll("\ufffd")));
    }

    private static void assertAll(
            Map<String, List<ReceivedEvent>> received, Function<ReceivedEvent, ReceivedEvent> normal) {
        assertThat(received.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        FIXTURES.stream().map(Fixture::name).toList());
        for (Fixture fixture : FIXTURES) {
            assertThat(received.getOrDefault(fixture.name(), List.of()).stream().map(normal))
                    .as(fixture.name())
                    .containsExactlyElementsOf(
                            fixture.events().stream().map(normal).toList());
        }
    }

    private static Map<String, List<ReceivedEvent>> read(Iterable<JsonNode> reports) {
        Map<String, List<ReceivedEvent>> received = new LinkedHashMap<>();
        for (JsonNode one : reports) {
            received.put(one.get("name").asText(), ReceivedEvent.read(one.get("events")));
        }
        return received;
    }

    private static ObjectNode settings() {
        ObjectNode settings = Rest.JSON.createObjectNode().put("token", token);
        settings.put("gateway", SYSTEM.gateway(2).toString());
        ArrayNode streams = settings.putArray("streams");
        for (Fixture fixture : FIXTURES) {
            ObjectNode stream = streams.addObject().put("name", fixture.name()).put("path", path(fixture));
            fixture.types().forEach(stream.putArray("types")::add);
        }
        return settings;
    }

    private static String path(Fixture fixture) {
        return api.basePath() + "/" + fixture.name() + "?since=earliest";
    }

    private static void allowAnyPage(ObjectNode api) {
        ObjectNode rules = api.putObject("corsConfiguration");
        rules.put("corsConfigurationEnabled", true);
        rules.putArray("accessControlAllowOrigins").add("*");
    }
}
