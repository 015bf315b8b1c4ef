package dev.sluice.definition.ops;

import dev.sluice.definition.document.DocumentReader;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Before anything is served: every {@code sluice.*} key that is set has to be one that is read, and to have a good value. */
@Singleton
class ConfigurationCheck {
    static final List<Class<?>> MAPPINGS = List.of(NodeConfig.class, DocumentConfig.class);

    private static final Logger LOG = Logger.getLogger(ConfigurationCheck.class);

    void start(@Observes @Priority(1) StartupEvent start, Config config, NodeConfig node, DocumentReader reader) {
        List<String> unknown = new KnownKeys(MAPPINGS).unknownAmong(config.getPropertyNames());
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("unknown configuration keys: " + String.join(", ", unknown));
        }
        Objects.requireNonNull(reader, "reader");
        LOG.infof("definition service starts, node=%s", node.id());
    }
}
