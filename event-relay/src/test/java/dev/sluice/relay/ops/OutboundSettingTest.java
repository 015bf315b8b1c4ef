package dev.sluice.relay.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.relay.backend.PullConfig;
import dev.sluice.relay.backend.Pulls;
import dev.sluice.service.thread.ProcessExit;
import dev.sluice.service.thread.ServiceThreads;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code sluice.relay.outbound.allow}, read at the start. */
class OutboundSettingTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void networksAndEndsOfNamesAreTaken() {
        assertThat(pulls("10.1.0.0/16, .corp.example")).isNotNull();
    }

    @Test
    void anythingElseIsNamed() {
        assertThatThrownBy(() -> pulls(".corp.example,10.0.0.1/8"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("outbound.allow '10.0.0.1/8'");
    }

    private Pulls pulls(String allow) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(RelayConfig.class)
                .withMapping(PullConfig.class)
                .withMapping(SecretsConfig.class)
                .withDefaultValue("sluice.relay.outbound.allow", allow)
                .withValidateUnknown(false)
                .build();
        return new RelayBeans()
                .pulls(
                        vertx,
                        config.getConfigMapping(RelayConfig.class),
                        config.getConfigMapping(PullConfig.class),
                        config.getConfigMapping(SecretsConfig.class),
                        new ServiceThreads(ProcessExit.halting()));
    }
}
