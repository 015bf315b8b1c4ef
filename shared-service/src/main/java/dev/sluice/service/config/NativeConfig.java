package dev.sluice.service.config;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** {@code sluice.native.*}: libraries that are not Java. */
@ConfigMapping(prefix = "sluice.native")
public interface NativeConfig {
    /** A folder of shared libraries ({@code .so}) all of which the process must be able to load; none = as it comes. */
    Optional<String> folder();
}
