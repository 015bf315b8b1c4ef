package dev.sluice.publisher.api.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.publisher.api.body.DesignReader;
import dev.sluice.publisher.api.design.ApiType;
import dev.sluice.publisher.api.design.Design;
import dev.sluice.publisher.api.endpoint.probe.FixedOutboundConfig;
import dev.sluice.publisher.secret.ApiSecrets;
import dev.sluice.publisher.web.problem.FieldError;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.testsupport.FixedTlsFiles;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EndpointRulesTest {
    private static final String PRODUCTION = "endpointConfig.production_endpoints.url";
    private static final String SANDBOX = "endpointConfig.sandbox_endpoints.url";

    @Test
    void whatNoRelayMayConnectToIsNotSaved() throws Exception {
        assertThat(wrong(List.of())).containsExactlyInAnyOrder(PRODUCTION, SANDBOX);
        assertThat(wrong(List.of("127.0.0.0/8"))).containsExactly(SANDBOX);
    }

    private static List<String> wrong(List<String> allowed) throws Exception {
        Fields body = Fields.of(new ObjectMapper()
                .readTree("{\"endpointConfig\":{\"production_endpoints\":{\"url\":\"http://localhost:8080\"},"
                        + "\"sandbox_endpoints\":{\"url\":\"http://10.0.0.7\"}}}"));
        Design design =
                DesignReader.read(body, ApiType.SSE, new ApiSecrets(new UUID(0, 1), null), _ -> Optional.empty());

        new EndpointRules(new FixedOutboundConfig(false, allowed, FixedTlsFiles.NONE)).check(body, design);

        return body.errors().stream().map(FieldError::field).toList();
    }
}
