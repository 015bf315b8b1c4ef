package dev.sluice.publisher.ops;

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
                        "sluice.kafka.bootstrap-servers",
                        "sluice.kafka.topic-prefix",
                        "sluice.kafka.shards",
                        "sluice.kafka.replication-factor",
                        "sluice.kafka.create-topics",
                        "sluice.node.id",
                        "sluice.node.beat",
                        "sluice.native.folder",
                        "sluice.log.json",
                        "sluice.secrets.key-file",
                        "sluice.publisher.database.url",
                        "sluice.publisher.database.username",
                        "sluice.publisher.database.password",
                        "sluice.publisher.database.tls.mode",
                        "sluice.publisher.database.tls.trust-file",
                        "sluice.publisher.database.tls.certificate-file",
                        "sluice.publisher.database.tls.key-file",
                        "sluice.publisher.first-admin.password",
                        "sluice.publisher.first-admin.allow-weak-password",
                        "sluice.publisher.first-admin.must-change",
                        "sluice.publisher.subscriptions.approval",
                        "sluice.publisher.sign-up",
                        "sluice.publisher.sign-in.provider.issuer-url",
                        "sluice.publisher.sign-in.provider.client-id",
                        "sluice.publisher.sign-in.provider.client-secret-file",
                        "sluice.publisher.sign-in.provider.scopes",
                        "sluice.publisher.sign-in.provider.user-name-claim",
                        "sluice.publisher.sign-in.provider.roles-claim",
                        "sluice.publisher.sign-in.provider.roles",
                        "sluice.publisher.sign-in.provider.allow-private",
                        "sluice.publisher.sign-in.provider.trust-file",
                        "sluice.publisher.sign-in.free-failures-per-account",
                        "sluice.publisher.sign-in.free-failures-per-address",
                        "sluice.publisher.portal.idle-timeout",
                        "sluice.publisher.portal.session-lifetime",
                        "sluice.publisher.session.access-lifetime",
                        "sluice.publisher.session.refresh-lifetime",
                        "sluice.publisher.audit.retention",
                        "sluice.publisher.tls.certificate-file",
                        "sluice.publisher.tls.key-file",
                        "sluice.publisher.tls.reload-period",
                        "sluice.publisher.origins",
                        "sluice.publisher.rebuild",
                        "sluice.publisher.outbound.allow-private",
                        "sluice.publisher.outbound.allow",
                        "sluice.publisher.outbound.tls.trust-file",
                        "sluice.publisher.outbound.tls.certificate-file",
                        "sluice.publisher.outbound.tls.key-file",
                        "sluice.publisher.definition.url",
                        "sluice.publisher.definition.connect-timeout",
                        "sluice.publisher.definition.timeout",
                        "sluice.publisher.environment.name",
                        "sluice.publisher.environment.vhosts",
                        "sluice.publisher.environment.http-port",
                        "sluice.publisher.environment.https-port",
                        "sluice.publisher.usage.keep-minutes",
                        "sluice.publisher.usage.keep-hours",
                        "sluice.publisher.usage.keep-days",
                        "sluice.publisher.usage.report-timeout",
                        "sluice.publisher.webhook.backend-down-after",
                        "sluice.publisher.key-managers.refresh-every",
                        "sluice.publisher.key-managers.max-age",
                        "sluice.publisher.signing.key-age",
                        "sluice.publisher.signing.announce-for",
                        "sluice.publisher.signing.keep-retired",
                        "sluice.publisher.token.issuer",
                        "sluice.publisher.token.lifetime");
    }

    @Test
    void aTypoIsFoundWhereverItIsSet() {
        assertThat(keys.unknownAmong(List.of(
                        "sluice.kafka.bootstrap-server",
                        "sluice.publisher.databse.url",
                        "sluice.nonsense",
                        "SLUICE_KAFKA_BOOTSTRAP_SERVER")))
                .hasSize(4);
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
    void knownKeysPassInEveryForm() {
        assertThat(keys.unknownAmong(List.of(
                        "sluice.kafka.bootstrap-servers",
                        "sluice.publisher.environment.vhosts[1]",
                        "SLUICE_KAFKA_BOOTSTRAP_SERVERS",
                        "sluice.kafka.bootstrap.servers",
                        "sluice.gateway.environment",
                        "sluice.relay.demand.linger",
                        "SLUICE_HOME",
                        "quarkus.http.port")))
                .isEmpty();
    }
}
