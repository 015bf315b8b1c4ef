package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.embedded.BrokerLog;
import dev.sluice.embedded.EmbeddedKafka;
import dev.sluice.embedded.FreePorts;
import dev.sluice.gateway.server.TestRelay.Pulled;
import dev.sluice.model.access.ApiKeyText;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.TopicStreaming;
import dev.sluice.model.problem.Problem;
import dev.sluice.testsupport.stream.EventReader.Received;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaAwayIT {
    /** Well-formed: its last digits are the check of the others. */
    private static final String KEY = "ApiKey: " + ApiKeyText.of(KeyType.PRODUCTION, new byte[ApiKeyText.RANDOM_BYTES]);

    @Test
    void streamsStayWhileKafkaIsAwayAndGoOnWhenItIsBack(@TempDir Path directory) throws Exception {
        BrokerLog.warningsOnly();
        EmbeddedKafka kafka = new EmbeddedKafka(directory, FreePorts.any(), FreePorts.any(), Map.of());
        kafka.start();
        try (Streaming streaming = new Streaming(kafka.bootstrapServers())) {
            // Given
            ApiRecord api = streaming.api(TopicStreaming.DEFAULT, 1);
            TestRelay relay = streaming.relay(api);
            Pulled channel = relay.live("/stays");
            ApiRecord secured = ApiChange.of(streaming.api(TopicStreaming.DEFAULT, 1))
                    .secured()
                    .next();
            streaming.put(secured);
            TestGateway gateway =
                    streaming.gateway("gateway-1", StreamingCase.RING).serving(api);
            Awaitility.await().until(() -> gateway.isVersion(secured));
            assertThat(gateway.connect(secured, "/stays", KEY).status()).isEqualTo(401);
            StreamClient client = gateway.connect(api, "/stays");
            client.next();
            relay.send(channel, "before");
            Received before = client.next();

            // When
            kafka.close();

            // Then
            Received away = client.next(TestGateway.KAFKA_AWAY_AFTER.plusSeconds(10));
            assertThat(away.type()).isEqualTo("sluice.status");
            assertThat(away.data()).contains("\"unknown\"").contains("\"kafka\"");
            assertThat(away.id()).startsWith(channel.generation + ".1.");
            RefusalTable.assertRefused(Problem.NOT_READY, gateway.connect(api, "/stays"));
            StreamClient browser =
                    gateway.connect(api, "/stays", "Accept: text/event-stream", "User-Agent: Mozilla/5.0");
            RefusalTable.assertTold(Problem.NOT_READY, browser);
            StreamClient unknown = gateway.connect(secured, "/stays", KEY);
            assertThat(unknown.status()).as("its record may be in Kafka").isEqualTo(503);
            assertThat(unknown.header("Retry-After")).isEqualTo("5");
            assertThat(gateway.connect(secured, "/stays", KEY, "Accept: text/event-stream", "User-Agent: Mozilla/5.0")
                            .next()
                            .type())
                    .isEqualTo("sluice.goaway");
            assertThatOneThatHasJustStartedTellsPagesToComeBack(streaming, api);

            kafka.start();
            Received back = client.next(Duration.ofSeconds(60));
            assertThat(back.data()).contains("\"live\"");
            relay.send(channel, "after");
            assertThat(client.next(Duration.ofSeconds(60)).data()).isEqualTo("after");
            StreamClient resumed = gateway.connect(api, "/stays", "Last-Event-ID: " + before.id());
            assertThat(resumed.nextEvent().data()).isEqualTo("after");
        } finally {
            kafka.close();
        }
    }

    /** It knows no API yet, and a browser that may not read the answer would give up for ever. */
    private static void assertThatOneThatHasJustStartedTellsPagesToComeBack(Streaming streaming, ApiRecord api)
            throws Exception {
        String page = "https://app.example.com";
        TestGateway started = streaming.gateway("gateway-2", StreamingCase.RING);

        StreamClient browser =
                started.connect(api, "/stays", "Accept: text/event-stream", "Sec-Fetch-Mode: cors", "Origin: " + page);
        StreamClient script = started.connect(api, "/stays", "Origin: " + page);

        assertThat(browser.status()).isEqualTo(200);
        assertThat(browser.header("Access-Control-Allow-Origin")).isEqualTo(page);
        assertThat(browser.next().type()).isEqualTo("sluice.goaway");
        assertThat(script.status()).isEqualTo(503);
        assertThat(script.header("Access-Control-Allow-Origin")).isEqualTo(page);
    }
}
