package dev.sluice.publisher.api.document;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** {@code sluice.publisher.definition.*}: where the definition service is. */
@ConfigMapping(prefix = "sluice.publisher.definition")
public interface DefinitionConfig {
    /** Its address, without a path. */
    @WithDefault("http://localhost:9444")
    URI url();

    /** For the connection. */
    @WithDefault("2s")
    Duration connectTimeout();

    /** From the request to the whole answer. */
    @WithDefault("25s")
    Duration timeout();
}
