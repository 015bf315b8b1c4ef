package dev.sluice.gateway.ops;

import dev.sluice.gateway.control.AccessConfig;
import dev.sluice.gateway.control.GatewayConfig;
import dev.sluice.gateway.control.KafkaContactConfig;
import dev.sluice.gateway.control.TicketsConfig;
import dev.sluice.gateway.server.DrainConfig;
import dev.sluice.gateway.server.HttpConfig;
import dev.sluice.gateway.server.HttpsConfig;
import dev.sluice.gateway.server.ReplayConfig;
import dev.sluice.gateway.server.RingConfig;
import dev.sluice.gateway.server.StreamConfig;
import dev.sluice.gateway.server.TlsConfig;
import dev.sluice.kafka.KafkaConfig;
import dev.sluice.kafka.KafkaConnection;
import dev.sluice.service.config.KnownKeys;
import dev.sluice.service.config.NativeConfig;
import dev.sluice.service.config.NativeLibraries;
import dev.sluice.service.log.LogConfig;
import dev.sluice.service.node.NodeConfig;
import dev.sluice.service.node.NodeIdentity;
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
    /** Every configuration interface of this service. */
    private static final List<Class<?>> MAPPINGS = List.of(
            KafkaConfig.class,
            NodeConfig.class,
            NativeConfig.class,
            LogConfig.class,
            SecretsConfig.class,
            GatewayConfig.class,
            KafkaContactConfig.class,
            AccessConfig.class,
            TicketsConfig.class,
            HttpConfig.class,
            HttpsConfig.class,
            DrainConfig.class,
            TlsConfig.class,
            StreamConfig.class,
            RingConfig.class,
            ReplayConfig.class);

    static final KnownKeys KEYS = new KnownKeys(MAPPINGS, Set.of(), KafkaConnection.keys(), KnownKeys.Lists.BY_NAME);

    private static final Logger LOG = Logger.getLogger(ConfigurationCheck.class);
    private static final int FIRST = 1;

    void onStart(
            @Observes @Priority(FIRST) StartupEvent event,
            Config config,
            NodeIdentity identity,
            NativeConfig libraries,
            GatewayConfig gateway) {
        KEYS.require(config.getPropertyNames());
        NativeLibraries.require(libraries);
        LOG.infof("gateway starts: node=%s environment=%s", identity.nodeId(), gateway.environment());
    }
}
