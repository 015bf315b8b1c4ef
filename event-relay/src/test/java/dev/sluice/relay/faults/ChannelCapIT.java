package dev.sluice.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.backend.BackendServer;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.testsupport.KafkaBroker;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More channels than a relay may pull of one API. */
class ChannelCapIT {
    private static final String TEMPLATE = "/prices/{symbol}";
    private static final int MAX_CHANNELS = 2;

    private final String apiId = UUID.randomUUID().toString();
    private final String otherApiId = UUID.randomUUID().toString();
    private BackendServer backend;
    private Installation installation;
    private RelayProcess relay;

    @BeforeEach
    void begin() throws Exception {
        backend = BackendServer.on(0);
        installation = new Installation(KafkaBroker.shared().bootstrapServers(), 2);
        for (String api : List.of(apiId, otherApiId)) {
            installation.createEvents(api, 1);
            installation.deploy(api, 1, "http://127.0.0.1:" + backend.port(), List.of(Installation.topic(TEMPLATE)));
        }
        installation.announce("gateway-1", "first");
        relay = RelayProcess.start(
                installation, "relay-1", Duration.ofSeconds(1), Duration.ofSeconds(60), MAX_CHANNELS);
    }

    @AfterEach
    void end() throws Exception {
        relay.close();
        installation.close();
        backend.close();
    }

    @Test
    void oneTooManyIsRefusedUntilAnotherHasGone() {
        // Given
        Channel first = demand(apiId, "/prices/AAA");
        Channel second = demand(apiId, "/prices/BBB");
        awaitLive(first);
        awaitLive(second);

        // When
        Channel third = demand(apiId, "/prices/CCC");
        Channel ofOther = demand(otherApiId, "/prices/AAA");

        // Then
        awaitLive(ofOther);
        await(third, status -> assertThat(status.isCapped()).isTrue());

        // When
        installation.withdraw(first, 1, "gateway-1");

        // Then
        awaitLive(third);
        awaitLive(second);
    }

    private Channel demand(String api, String path) {
        Channel channel = Installation.channel(api, path, "rate=20");
        installation.demand(channel, 1, TEMPLATE, "gateway-1", "first");
        return channel;
    }

    private void awaitLive(Channel channel) {
        await(channel, status -> assertThat(status.upstream()).isEqualTo(Upstream.LIVE));
    }

    private void await(Channel channel, Consumer<UpstreamStatus> asserted) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> {
                    installation.announce("gateway-1", "first");
                    ChannelState state = installation.states().channel(channel.key());
                    assertThat(state).isNotNull();
                    asserted.accept(state.status());
                });
    }
}
