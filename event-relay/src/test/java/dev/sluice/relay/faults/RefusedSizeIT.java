package dev.sluice.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.channel.Channel;
import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.event.Verdict;
import dev.sluice.testsupport.history.FeedHistory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events that the relay would take and Kafka does not, since its operator has set a smaller limit. */
class RefusedSizeIT extends RelayCase {
    private static final String TOPIC = "/quiet/sizes";
    private static final int MAX_RECORD_BYTES = 8_000;

    private final String apiId = UUID.randomUUID().toString();
    private final Channel sizes = Installation.channel(apiId, TOPIC, null);
    private final HttpClient http = HttpClient.newHttpClient();
    private final Random random = new Random(5);

    @BeforeEach
    void begin() throws Exception {
        installation.createEvents(apiId, 1);
        ConfigResource events = new ConfigResource(
                ConfigResource.Type.TOPIC, installation.topics().eventsName(apiId));
        AlterConfigOp smaller = new AlterConfigOp(
                new ConfigEntry("max.message.bytes", String.valueOf(MAX_RECORD_BYTES)), AlterConfigOp.OpType.SET);
        installation
                .admin()
                .incrementalAlterConfigs(Map.of(events, List.of(smaller)))
                .all()
                .get();
        installation.deploy(apiId, 1, backendUrl(), List.of(Installation.topic(TOPIC)));
        installation.demand(sizes, 1, TOPIC, "gateway-1", "first");
    }

    @Override
    RelayProcess startRelay() {
        return RelayProcess.start(installation, "relay-1");
    }

    @AfterEach
    void closeClient() {
        http.close();
    }

    @Test
    void eachIsToldAsAGapInItsPlaceAndTheStreamGoesOn() throws Exception {
        // Given
        awaitLive(sizes);

        // When
        publish("first");
        publish(incompressible());
        publish("second");
        publish(incompressible());
        publish(incompressible());
        publish("third");

        // Then
        awaitLog("first", "oversize", "second", "oversize", "oversize", "third");
        publish("fourth");
        awaitLog("first", "oversize", "second", "oversize", "oversize", "third", "fourth");
        FeedHistory history = installation.history(apiId, 0);
        assertThat(history.holes()).isEmpty();
        assertThat(history.verdicts().get(Verdict.CLAIMED)).as("claims").isLessThanOrEqualTo(1 + 3);
    }

    private void awaitLog(String... expected) {
        soon().untilAsserted(() -> {
            installation.announce("gateway-1", "first");
            assertThat(installation.history(apiId, 0).ofChannel(sizes.key()))
                    .extracting(RefusedSizeIT::text)
                    .containsExactly(expected);
        });
    }

    private static String text(FeedRecord record) {
        String data = new String(record.data(), StandardCharsets.UTF_8);
        boolean isGap = record.kind() == RecordKind.GAP && data.contains("\"reason\":\"oversize\"");
        return isGap ? "oversize" : data;
    }

    private String incompressible() {
        byte[] bytes = new byte[2 * MAX_RECORD_BYTES];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private void publish(String data) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(backendUrl() + "/publish" + TOPIC))
                .POST(HttpRequest.BodyPublishers.ofString(data))
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }
}
