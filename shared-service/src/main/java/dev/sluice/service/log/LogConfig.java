package dev.sluice.service.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code sluice.log.*}: read by {@code microprofile-config.properties} beside this class. */
@ConfigMapping(prefix = "sluice.log")
public interface LogConfig {
    /** Whether the log is JSON, one object a line. */
    @WithDefault("false")
    boolean json();
}
