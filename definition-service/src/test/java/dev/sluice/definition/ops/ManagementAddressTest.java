package dev.sluice.definition.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URL;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ManagementAddressTest {
    private static final String KEY = "quarkus.http.host";

    @Test
    void managementIsForThisMachineAloneUnlessTheEnvironmentSaysOtherwise() throws Exception {
        assertThat(config(Map.of()).getValue(KEY, String.class)).isEqualTo("127.0.0.1");
        assertThat(config(Map.of("QUARKUS_HTTP_HOST", "0.0.0.0")).getValue(KEY, String.class))
                .isEqualTo("0.0.0.0");
    }

    private static SmallRyeConfig config(Map<String, String> environment) throws Exception {
        URL properties = Objects.requireNonNull(
                ManagementAddressTest.class.getResource("/application.properties"), "application.properties");
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, 250), new EnvConfigSource(environment, 300))
                .build();
    }
}
