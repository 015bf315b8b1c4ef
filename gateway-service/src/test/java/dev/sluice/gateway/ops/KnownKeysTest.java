package dev.sluice.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.service.config.KnownKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownKeysTest {
    private final KnownKeys keys = ConfigurationCheck.KEYS;

    @Test
    void aMistypedKeyIsUnknown() {
        assertThat(keys.unknownAmong(List.of("sluice.gatewy.environment", "sluice.gateway.enviroment", "sluice.kafak")))
                .containsExactly("sluice.gateway.enviroment", "sluice.gatewy.environment", "sluice.kafak");
    }

    @Test
    void aKeyOfOursIsKnownAlsoAsAnEnvironmentVariable() {
        assertThat(keys.unknownAmong(List.of(
                        "sluice.gateway.environment",
                        "sluice.kafka.bootstrap-servers",
                        "sluice.kafka.bootstrap.servers",
                        "sluice.node.id")))
                .isEmpty();
    }

    @Test
    void aListIsOneKey() {
        assertThat(keys.unknownAmong(
                        List.of("sluice.gateway.http.trusted-proxies", "sluice.gateway.http.trusted-proxies[0]")))
                .containsExactly("sluice.gateway.http.trusted-proxies[0]");
    }

    @Test
    void keysOfOthersAreTheirsToJudge() {
        assertThat(keys.unknownAmong(List.of("sluice.publisher.whatever", "sluice.relay.x", "quarkus.http.port")))
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
