package dev.sluice.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A relay that ends while the backend is in the middle of an event. */
class HalfEventIT extends RelayCase {
    private static final String TOPIC = "/halves";

    private final String apiId = UUID.randomUUID().toString();
    private final Channel halves = Installation.channel(apiId, TOPIC, null);
    private HaltingBackend halting;

    enum End {
        ASKED(RelayProcess::stop),
        KILLED(RelayProcess::kill);

        private final Consumer<RelayProcess> way;

        End(Consumer<RelayProcess> way) {
            this.way = way;
        }
    }

    @BeforeEach
    void begin() throws Exception {
        halting = new HaltingBackend();
        installation.createEvents(apiId, 1);
        installation.deploy(apiId, 1, halting.url(), List.of(Installation.topic(TOPIC)));
        installation.demand(halves, 1, TOPIC, "gateway-1", "first");
    }

    @AfterEach
    void closeBackend() {
        halting.close();
    }

    @Override
    RelayProcess startRelay() {
        return RelayProcess.start(installation, "relay-1");
    }

    @ParameterizedTest
    @EnumSource
    void theUnfinishedEventIsDroppedAndFetchedAgainWhole(End end) {
        // Given
        awaitLog(HaltingBackend.WHOLE);

        // When
        end.way.accept(relay);
        relay = startRelay();

        // Then
        awaitLog(2 * HaltingBackend.WHOLE);
        assertThat(halting.asked()).containsExactly("0", String.valueOf(HaltingBackend.WHOLE));
    }

    /** The first events and nothing else. */
    private void awaitLog(int events) {
        List<String> wanted =
                IntStream.rangeClosed(1, events).mapToObj(HaltingBackend::data).toList();
        soon().untilAsserted(() -> {
            installation.announce("gateway-1", "first");
            assertThat(installation.history(apiId, 0).ofChannel(halves.key()))
                    .extracting(record -> new String(record.data(), StandardCharsets.UTF_8))
                    .isEqualTo(wanted);
        });
    }
}
