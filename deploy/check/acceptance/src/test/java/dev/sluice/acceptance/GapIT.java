package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.event.EventId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GapIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final LocalSystem system = LocalSystem.shared();
    private final Portal portal = new Portal(system);
    private final Backend backend = new Backend(system);

    @Test
    void anIdOfAnotherChannelOrOfSandboxOrOfNobodyIsAGapAndThenTheStream() {
        // Given
        Portal.Api api = portal.deployedApi("gaps", system.backend(), system.backend(), "/prices/{symbol}");
        String applicationId = portal.applicationId();
        Portal.Application production = portal.keys(applicationId, "PRODUCTION");
        Portal.Application sandbox = portal.keys(applicationId, "SANDBOX");
        portal.subscribe(production, api);
        String path = api.basePath() + "/prices/";
        String name = Portal.freshName("GAP");
        String mine = lastId(1, path + name + "A", portal.token(production));
        String others = lastId(2, path + name + "B", portal.token(production));
        String sandboxed = lastId(1, path + name + "A", portal.token(sandbox));
        String malformed = "../etc/passwd";

        // Then
        String token = portal.token(production);
        assertGap(2, path + name + "A", token, others, "unknown");
        assertGap(2, path + name + "A", token, sandboxed, "unknown");
        assertGap(2, path + name + "A", token, malformed, "malformed");
        assertGap(1, path + name + "A", token, new EventId("zzzzzzzzzz", 3, 4).toString(), "unknown");
        try (Stream right = Stream.open(system.gateway(2), path + name + "A", token, mine)) {
            assertThat(right.header("Sluice-Resume")).isIn("exact", "replay");
            assertThat(right.next(SOON).type()).isNotEqualTo("sluice.gap");
        }
    }

    @Test
    void anIdThatIsAheadOfTheOtherGatewayResumesWithoutAGap() {
        // Given a channel that only the first gateway tails
        Portal.Api api = portal.deployedApi("ahead", system.backend(), "/quiet/{name}");
        String token = portal.subscribedToken(api);

        for (int i = 0; i < 50; i++) {
            String name = api.name() + i;
            String path = api.basePath() + "/quiet/" + name;
            String id;
            try (Stream stream = Stream.open(system.gateway(1), path, token)) {
                stream.next(SOON);
                backend.publish("quiet/" + name, "one");
                id = stream.nextOfBackend(SOON).id();
            }

            // When it comes to the other one at once, with an id that this one has not read
            try (Stream stream = Stream.open(system.gateway(2), path, token, id)) {
                backend.publish("quiet/" + name, "two");

                // Then
                List<Stream.Event> events = new ArrayList<>();
                do {
                    events.add(stream.next(SOON));
                } while (events.getLast().isControl());
                assertThat(events).extracting(Stream.Event::type).doesNotContain("sluice.gap");
                assertThat(events.getLast().data()).isEqualTo("two");
            }
        }
    }

    @Test
    void anIdWhoseEventsHaveExpiredIsAGapThatTellsHowManyAreMissed() {
        // Given an API that keeps its events for two seconds, in segments of half a second
        ObjectNode streaming = Rest.JSON.createObjectNode();
        streaming.put("retentionMs", 2000);
        Portal.Api api = portal.deployedApi("expired", system.backend(), null, streaming, "/prices/{symbol}");
        String token = portal.subscribedToken(api);
        String path = api.basePath() + "/prices/" + Portal.freshName("EXP") + "?rate=50";
        Stream.Event first;
        try (Stream stream = Stream.open(system.gateway(1), path, token)) {
            first = stream.nextOfBackend(SOON);
            long firstNumber = Judgement.number(first.data());

            // When the broker has removed them (it looks every few seconds in the local system)
            KafkaLog log = new KafkaLog(system.bootstrapServers());
            log.awaitStartBeyond(
                    "sluice.events." + api.id(),
                    EventId.parse(first.id()).orElseThrow().offset() + 5);

            // Then
            try (Stream late = Stream.open(system.gateway(2), path, token, first.id())) {
                Stream.Event gap = late.next(SOON);
                assertThat(gap.type()).isEqualTo("sluice.gap");
                assertThat(gap.data()).contains("\"reason\":\"retention\"");
                assertThat(gap.id()).isNotEmpty();
                Stream.Event next = late.nextOfBackend(SOON);
                long missed = Rest.json(gap.data()).get("missed").asLong();
                assertThat(Judgement.number(next.data()) - firstNumber - 1).isEqualTo(missed);
                List<Long> numbers = new ArrayList<>(List.of(Judgement.number(next.data())));
                for (int i = 0; i < 100; i++) {
                    numbers.add(Judgement.number(late.nextOfBackend(SOON).data()));
                }
                Judgement.assertContiguous(numbers, "after the gap");
            }
        }
    }

    private String lastId(int node, String path, String token) {
        try (Stream stream = Stream.open(system.gateway(node), path, token)) {
            return stream.nextOfBackend(SOON).id();
        }
    }

    private void assertGap(int node, String path, String token, String id, String reason) {
        try (Stream stream = Stream.open(system.gateway(node), path, token, id)) {
            assertThat(stream.status()).isEqualTo(200);
            Stream.Event gap = stream.next(SOON);
            assertThat(gap.type()).isEqualTo("sluice.gap");
            assertThat(gap.data()).contains("\"reason\":\"" + reason + "\"");
            assertThat(gap.id()).isNotEmpty();
            assertThat(stream.nextOfBackend(SOON).type()).isEqualTo("price");
        }
    }
}
