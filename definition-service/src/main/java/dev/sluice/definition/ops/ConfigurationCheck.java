package dev.sluice.definition.ops;

import dev.sluice.definition.document.DocumentReader;
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
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Before anything is served: every {@code sluice.*} key that is set has to be one that is read, and to have a good value. */
@Singleton
class ConfigurationCheck {
    static final KnownKeys KEYS = new KnownKeys(
            List.of(NodeConfig.class, NativeConfig.class, LogConfig.class, DocumentConfig.class),
            Set.of(),
            Set.of(),
            KnownKeys.Lists.BY_INDEX);

    private static final Logger LOG = Logger.getLogger(ConfigurationCheck.class);

    void start(
            @Observes @Priority(1) StartupEvent start,
            Config config,
            NodeConfig node,
            NativeConfig libraries,
            DocumentReader reader) {
        KEYS.require(config.getPropertyNames());
        NativeLibraries.require(libraries);
        Objects.requireNonNull(reader, "reader");
        LOG.infof("definition service starts, node=%s", node.id());
    }
}
