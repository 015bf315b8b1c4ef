package dev.sluice.definition.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.service.config.KnownKeys;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownKeysTest {
    private final KnownKeys keys = ConfigurationCheck.KEYS;

    @Test
    void theKeysOfThisServiceAreTheseAndNoOthers() {
        assertThat(keys.all())
                .containsExactlyInAnyOrder(
                        "sluice.node.id",
                        "sluice.node.beat",
                        "sluice.native.folder",
                        "sluice.log.json",
                        "sluice.definition.document.max-bytes",
                        "sluice.definition.document.max-nodes",
                        "sluice.definition.document.max-depth",
                        "sluice.definition.document.max-aliases",
                        "sluice.definition.document.max-steps",
                        "sluice.definition.document.deadline");
    }

    @Test
    void aTypoIsFoundWhereverItIsSet() {
        assertThat(keys.unknownAmong(List.of(
                        "sluice.definition.documents.max-bytes",
                        "sluice.node.name",
                        "sluice.nonsense",
                        "SLUICE_DEFINITION_DOCUMENT_MAXBYTES")))
                .hasSize(4);
    }

    @Test
    void knownKeysPassInEveryForm() {
        assertThat(keys.unknownAmong(List.of(
                        "sluice.definition.document.max-bytes",
                        "SLUICE_DEFINITION_DOCUMENT_MAX_BYTES",
                        "sluice.definition.document.max.bytes",
                        "sluice.kafka.bootstrap-servers",
                        "sluice.gateway.environment",
                        "sluice.publisher.environment.vhosts[1]",
                        "SLUICE_HOME",
                        "quarkus.http.port")))
                .isEmpty();
    }
}
