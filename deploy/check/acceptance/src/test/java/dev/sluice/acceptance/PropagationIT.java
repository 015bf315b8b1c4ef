package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PropagationIT {
    private final LocalSystem system = LocalSystem.shared();
    private final Portal portal = new Portal(system);

    @Test
    void aScriptMaySubscribeGetATokenAndConnectWithoutASleep() {
        subscribeGetATokenAndConnect(20);
    }

    @Test
    @Tag("faults")
    void itMayDoSoAHundredTimes() {
        subscribeGetATokenAndConnect(100);
    }

    private void subscribeGetATokenAndConnect(int times) {
        // Given
        Portal.Api api = portal.deployedApi("script", system.backend(), "/*");
        List<String> wrong = new ArrayList<>();

        for (int i = 0; i < times; i++) {
            // When
            String applicationId = portal.applicationId();
            Portal.Application application = portal.keys(applicationId, "PRODUCTION");
            Answer subscribed = portal.subscribeAnswer(applicationId, api.id());
            String token = portal.token(application);
            int node = 1 + i % 2;

            // Then
            if (!"true".equals(Portal.propagated(subscribed))) {
                wrong.add(i + ": Sluice-Propagated " + Portal.propagated(subscribed));
            }
            try (Stream stream = Stream.open(system.gateway(node), api.basePath() + "/memory", token)) {
                if (stream.status() != 200) {
                    wrong.add(i + ": " + stream.status() + " from gateway " + node);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aNewApiIsServedByBothGatewaysWhenItsDeploymentIsAnswered() {
        deployAndConnect(8);
    }

    @Test
    @Tag("faults")
    void twentyNewApisAre() {
        deployAndConnect(20);
    }

    private void deployAndConnect(int times) {
        for (int i = 0; i < times; i++) {
            Portal.Api api = portal.deployedApi("fresh", system.backend(), "/*");
            String token = portal.subscribedToken(api);
            for (int node = 1; node <= 2; node++) {
                try (Stream stream = Stream.open(system.gateway(node), api.basePath() + "/memory", token)) {
                    assertThat(stream.status())
                            .as("API %d on gateway %d", i, node)
                            .isEqualTo(200);
                }
            }
        }
    }
}
