package dev.sluice.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.api.Endpoint;
import dev.sluice.model.api.EndpointSecurity;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What a channel's backend is asked when the API has been given another endpoint. */
@TestInstance(Lifecycle.PER_CLASS)
class ChangedBackendIT extends RelayCase {
    private static final String TOPIC = "/events";

    private String apiId;
    private Channel channel;
    private DemandingBackend first;
    private DemandingBackend second;

    /** One relay for all of these tests: each has an API of its own. */
    @BeforeAll
    @Override
    void beginInstallation() throws Exception {
        super.beginInstallation();
    }

    @AfterAll
    @Override
    void end() throws Exception {
        super.end();
    }

    @BeforeEach
    void begin() throws Exception {
        apiId = UUID.randomUUID().toString();
        channel = Installation.channel(apiId, TOPIC, null);
        installation.createEvents(apiId, 1);
        first = new DemandingBackend();
        second = new DemandingBackend();
        first.demand("Accept", "text/event-stream");
        second.demand("Accept", "text/event-stream");
    }

    @AfterEach
    void closeBackends() {
        installation.undeploy(apiId);
        first.close();
        second.close();
    }

    @Override
    RelayProcess startRelay() {
        return RelayProcess.start(installation, "relay-1", Duration.ofSeconds(60), Duration.ofSeconds(60));
    }

    @Test
    void anotherHostIsNotToldTheIdOfTheOldOne() {
        // Given
        deploy(first.url(), "first", false);
        awaitRecords("event 1");

        // When
        deploy(second.url(), "second", false);

        // Then
        awaitRecords("event 1", "backend-changed", "event 1");

        // When
        relay.kill();
        relay = startRelay();

        // Then
        awaitRecords("event 1", "backend-changed", "event 1", "event 2");
    }

    @Test
    void anotherHostWithTheSameStreamIsAskedToGoOn() {
        // Given
        deploy(first.url(), "first", true);
        awaitRecords("event 1");

        // When
        deploy(second.url(), "second", true);

        // Then
        awaitRecords("event 1", "event 2");
    }

    @Test
    void theSameUrlWithAnotherHashIsAskedToGoOn() {
        // Given
        deploy(first.url(), "signed in as one", false);
        awaitRecords("event 1");

        // When
        deploy(first.url(), "signed in as another", false);

        // Then
        awaitRecords("event 1", "event 2");
    }

    private void deploy(String url, String hash, boolean sameStream) {
        installation.deploy(
                apiId,
                1,
                new Endpoint(url, EndpointSecurity.NONE, hash),
                List.of(Installation.topic(TOPIC)),
                Installation.streaming(Duration.ofHours(24), sameStream));
    }

    /** Events by their data, gaps by their reason. */
    private void awaitRecords(String... texts) {
        soon().untilAsserted(() -> {
            installation.announce("gateway-1", "first");
            assertThat(installation.history(apiId, 0).ofChannel(channel.key()))
                    .extracting(ChangedBackendIT::text)
                    .containsExactly(texts);
        });
    }

    private static String text(FeedRecord record) {
        return record.kind() == RecordKind.GAP
                ? Wire.readGap(record.data()).reason().wireName()
                : new String(record.data(), StandardCharsets.UTF_8);
    }
}
