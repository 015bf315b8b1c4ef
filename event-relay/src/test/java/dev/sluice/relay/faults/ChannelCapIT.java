package dev.sluice.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.channel.Channel;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More channels than a relay may pull of one API. */
class ChannelCapIT extends RelayCase {
    private static final String TEMPLATE = "/prices/{symbol}";
    private static final int MAX_CHANNELS = 2;

    private final String apiId = UUID.randomUUID().toString();
    private final String otherApiId = UUID.randomUUID().toString();

    @BeforeEach
    void begin() throws Exception {
        for (String api : List.of(apiId, otherApiId)) {
            installation.createEvents(api, 1);
            installation.deploy(api, 1, backendUrl(), List.of(Installation.topic(TEMPLATE)));
        }
    }

    @Override
    RelayProcess startRelay() {
        return RelayProcess.start(installation, "relay-1", Duration.ofSeconds(1), Duration.ofSeconds(60), MAX_CHANNELS);
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
        awaitStatus(third, status -> assertThat(status.isCapped()).isTrue());

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
}
