package dev.sluice.publisher.ops;

import dev.sluice.publisher.api.document.DefinitionConfig;
import dev.sluice.publisher.api.endpoint.OutboundConfig;
import dev.sluice.publisher.delivery.environment.EnvironmentConfig;
import dev.sluice.publisher.delivery.kafka.KafkaConfig;
import dev.sluice.publisher.delivery.outbox.DatabaseConfig;
import dev.sluice.publisher.identity.session.SessionConfig;
import dev.sluice.publisher.identity.signin.SignInConfig;
import dev.sluice.publisher.identity.signingkey.SigningConfig;
import dev.sluice.publisher.identity.signingkey.TokenConfig;
import dev.sluice.publisher.identity.user.FirstAdminConfig;
import dev.sluice.publisher.secret.SecretsConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Before anything else starts: every {@code sluice.*} key that is set has to be one that is read. */
@Singleton
class ConfigurationCheck {
    static final List<Class<?>> MAPPINGS = List.of(
            NodeConfig.class,
            KafkaConfig.class,
            SecretsConfig.class,
            DatabaseConfig.class,
            FirstAdminConfig.class,
            EnvironmentConfig.class,
            SignInConfig.class,
            DefinitionConfig.class,
            SigningConfig.class,
            OutboundConfig.class,
            SessionConfig.class,
            TlsConfig.class,
            TokenConfig.class);

    private static final String FORWARDING = "quarkus.http.proxy.proxy-address-forwarding";
    private static final String TRUSTED = "quarkus.http.proxy.trusted-proxies";

    private static final Logger LOG = Logger.getLogger(ConfigurationCheck.class);

    void start(@Observes @Priority(1) StartupEvent start, Config config, NodeConfig node) {
        List<String> unknown = new KnownKeys(MAPPINGS).unknownAmong(config.getPropertyNames());
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("unknown configuration keys: " + String.join(", ", unknown));
        }
        if (config.getOptionalValue(FORWARDING, Boolean.class).orElse(false)
                && config.getOptionalValue(TRUSTED, String.class).isEmpty()) {
            throw new IllegalStateException(FORWARDING + " without " + TRUSTED + ": any client would be believed");
        }
        LOG.infof("publisher starts, node=%s", node.id());
    }
}
