package dev.sluice.relay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.service.config.KnownKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownKeysTest {
    private final KnownKeys keys = RelayStart.KEYS;

    @Test
    void aMistypedKeyIsUnknown() {
        assertThat(keys.unknownAmong(
                        List.of("sluice.relay.demand.lingr", "sluice.relay.demand.linger", "sluice.kafak")))
                .containsExactly("sluice.kafak", "sluice.relay.demand.lingr");
    }

    @Test
    void aListIsKnownByItsName() {
        assertThat(keys.unknownAmong(List.of("sluice.relay.outbound.allow", "SLUICE_RELAY_OUTBOUND_ALLOW")))
                .isEmpty();
    }

    @Test
    void keysOfOthersAreTheirsToJudge() {
        assertThat(keys.unknownAmong(List.of("sluice.publisher.whatever", "sluice.gateway.x", "quarkus.http.port")))
                .isEmpty();
    }

    @Test
    void settingsOfKafkasClientsAreKnownAndMistypedOnesAreNot() {
        assertThat(keys.unknownAmong(List.of(
                        "sluice.kafka.security.protocol",
                        "sluice.kafka.sasl.password-file",
                        "sluice.kafka.sasl.password.file",
                        "sluice.kafka.ssl.truststore.location",
                        "sluice.kafka.ssl.truststore.lokation",
                        "sluice.kafka.linger.ms")))
                .containsExactly("sluice.kafka.linger.ms", "sluice.kafka.ssl.truststore.lokation");
    }

    @Test
    void everyKeyHasARowInTheManual() throws IOException {
        String manual = Files.readString(Path.of("..", "docs", "operations", "configuration.md"));

        assertThat(keys.all()).allSatisfy(key -> assertThat(manual).contains("| `" + key + "` |"));
    }
}
