package dev.sluice.definition.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.ServiceProperties;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManagementAddressTest {
    private static final String KEY = "quarkus.http.host";

    @Test
    void managementIsForThisMachineAloneUnlessTheEnvironmentSaysOtherwise() {
        assertThat(ServiceProperties.value(KEY, Map.of())).isEqualTo("127.0.0.1");
        assertThat(ServiceProperties.value(KEY, Map.of("QUARKUS_HTTP_HOST", "0.0.0.0")))
                .isEqualTo("0.0.0.0");
    }
}
