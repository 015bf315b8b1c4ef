package dev.sluice.publisher.ops;

import dev.sluice.kafka.KafkaConfig;
import dev.sluice.kafka.KafkaConnection;
import dev.sluice.publisher.api.document.DefinitionConfig;
import dev.sluice.publisher.api.endpoint.OutboundConfig;
import dev.sluice.publisher.audit.AuditConfig;
import dev.sluice.publisher.delivery.environment.EnvironmentConfig;
import dev.sluice.publisher.delivery.outbox.DatabaseConfig;
import dev.sluice.publisher.delivery.outbox.DatabaseTls;
import dev.sluice.publisher.delivery.rebuild.RebuildRunner;
import dev.sluice.publisher.developer.subscription.ApprovalConfig;
import dev.sluice.publisher.identity.portal.PortalConfig;
import dev.sluice.publisher.identity.session.SessionConfig;
import dev.sluice.publisher.identity.signin.SignInConfig;
import dev.sluice.publisher.identity.signingkey.SigningConfig;
import dev.sluice.publisher.identity.signingkey.TokenConfig;
import dev.sluice.publisher.identity.user.FirstAdminConfig;
import dev.sluice.publisher.oauth.authorize.SignUpMode;
import dev.sluice.publisher.oauth.keymanager.KeyManagerConfig;
import dev.sluice.publisher.oauth.portal.ProviderConfig;
import dev.sluice.publisher.secret.SecretsConfig;
import dev.sluice.publisher.usage.UsageConfig;
import dev.sluice.publisher.web.browser.OriginRule;
import dev.sluice.publisher.webhook.WebhookConfig;
import dev.sluice.service.config.KnownKeys;
import dev.sluice.service.config.NativeConfig;
import dev.sluice.service.config.NativeLibraries;
import dev.sluice.service.log.LogConfig;
import dev.sluice.service.node.NodeConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Before anything else starts: every {@code sluice.*} key that is set has to be one that is read. */
@Singleton
class ConfigurationCheck {
    private static final List<Class<?>> MAPPINGS = List.of(
            NodeConfig.class,
            NativeConfig.class,
            LogConfig.class,
            KafkaConfig.class,
            SecretsConfig.class,
            DatabaseConfig.class,
            FirstAdminConfig.class,
            EnvironmentConfig.class,
            SignInConfig.class,
            ApprovalConfig.class,
            DefinitionConfig.class,
            SigningConfig.class,
            KeyManagerConfig.class,
            OutboundConfig.class,
            PortalConfig.class,
            ProviderConfig.class,
            SessionConfig.class,
            AuditConfig.class,
            TlsConfig.class,
            TokenConfig.class,
            UsageConfig.class,
            WebhookConfig.class);

    static final KnownKeys KEYS = new KnownKeys(
            MAPPINGS,
            Set.of(OriginRule.KEY, RebuildRunner.KEY, SignUpMode.KEY),
            KafkaConnection.keys(),
            KnownKeys.Lists.BY_INDEX);

    private static final String FORWARDING = "quarkus.http.proxy.proxy-address-forwarding";
    private static final String TRUSTED = "quarkus.http.proxy.trusted-proxies";

    private static final Logger LOG = Logger.getLogger(ConfigurationCheck.class);

    void start(
            @Observes @Priority(1) StartupEvent start,
            Config config,
            NodeConfig node,
            NativeConfig libraries,
            DatabaseConfig database) {
        KEYS.require(config.getPropertyNames());
        NativeLibraries.require(libraries);
        DatabaseTls.check(database.tls());
        if (config.getOptionalValue(FORWARDING, Boolean.class).orElse(false)
                && config.getOptionalValue(TRUSTED, String.class).isEmpty()) {
            throw new IllegalStateException(FORWARDING + " without " + TRUSTED + ": any client would be believed");
        }
        LOG.infof("publisher starts, node=%s", node.id());
    }
}
