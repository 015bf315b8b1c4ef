package dev.sluice.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.service.node.NodeConfig;
import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownKeysTest {
    private final KnownKeys keys = keys(KnownKeys.Lists.BY_INDEX);

    /** A service's settings. */
    @ConfigMapping(prefix = "sluice.relay")
    interface Sample {
        int maxBytes();

        Optional<List<String>> hosts();
    }

    @Test
    void aMistypedKeyIsUnknownWhereverItIsSet() {
        assertThat(keys.unknownAmong(List.of(
                        "sluice.relay.max-byte",
                        "sluice.node.name",
                        "sluice.nonsense",
                        "SLUICE_RELAY_MAXBYTES",
                        "sluice.passed.off")))
                .hasSize(5);
    }

    @Test
    void aKnownKeyPassesInEveryForm() {
        assertThat(keys.unknownAmong(List.of(
                        "sluice.relay.max-bytes",
                        "sluice.relay.max.bytes",
                        "SLUICE_RELAY_MAX_BYTES",
                        "sluice.relay.hosts",
                        "sluice.relay.hosts[1]",
                        "sluice.other",
                        "sluice.passed.on",
                        "SLUICE_HOME",
                        "quarkus.http.port")))
                .isEmpty();
    }

    @Test
    void keysOfPartsThatAreNotReadHereAreForOthersToJudge() {
        assertThat(keys.unknownAmong(
                        List.of("sluice.gateway.whatever", "sluice.kafka.whatever", "SLUICE_GATEWAY_WHATEVER")))
                .isEmpty();
    }

    @Test
    void whereListsAreSetByTheirNameAnIndexIsAMistake() {
        assertThat(keys(KnownKeys.Lists.BY_NAME).unknownAmong(List.of("sluice.relay.hosts", "sluice.relay.hosts[0]")))
                .containsExactly("sluice.relay.hosts[0]");
    }

    @Test
    void aStartIsRefusedByNameOfWhatIsUnknown() {
        assertThatCode(() -> keys.require(List.of("sluice.node.id"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> keys.require(List.of("sluice.node.id", "sluice.b", "sluice.a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("unknown configuration keys: sluice.a, sluice.b");
    }

    @Test
    void whatIsPassedOnIsNoKeyOfTheService() {
        assertThat(keys.all())
                .containsExactlyInAnyOrder(
                        "sluice.node.id",
                        "sluice.node.beat",
                        "sluice.relay.max-bytes",
                        "sluice.relay.hosts",
                        "sluice.other");
    }

    private static KnownKeys keys(KnownKeys.Lists lists) {
        return new KnownKeys(
                List.of(NodeConfig.class, Sample.class), Set.of("sluice.other"), Set.of("sluice.passed.on"), lists);
    }
}
