package dev.sluice.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.benchmark.load.LoadClient;
import dev.sluice.benchmark.load.Subscription;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StreamResourceTest {
    @ConfigProperty(name = "quarkus.http.port")
    int port;

    @Test
    void everyClientGetsEveryEventOnce() throws IOException, InterruptedException {
        try (LoadClient load = new LoadClient()) {
            load.connect(port, 100, 50, 10, client -> Subscription.live("/" + client));

            load.awaitEvents(2000);

            assertThat(load.received().faults()).isEqualTo("none");
            assertThat(load.received().latencyMillis(50)).isBetween(0.001, 10_000.0);
        }
    }
}
