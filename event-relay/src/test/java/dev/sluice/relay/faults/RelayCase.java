package dev.sluice.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.backend.BackendServer;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.testsupport.KafkaBroker;
import java.time.Duration;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A sample backend, Kafka under a prefix of its own with a gateway that lives, and one relay. */
abstract class RelayCase {
    BackendServer backend;
    Installation installation;
    RelayProcess relay;

    @BeforeEach
    void beginInstallation() throws Exception {
        backend = BackendServer.on(0);
        installation = new Installation(KafkaBroker.shared().bootstrapServers(), 2);
        installation.announce("gateway-1", "first");
        relay = startRelay();
    }

    @AfterEach
    void end() throws Exception {
        relay.close();
        installation.close();
        backend.close();
    }

    abstract RelayProcess startRelay();

    String backendUrl() {
        return "http://127.0.0.1:" + backend.port();
    }

    /** A gateway goes on to live meanwhile. */
    void awaitStatus(Channel channel, Consumer<UpstreamStatus> asserted) {
        soon().untilAsserted(() -> {
            installation.announce("gateway-1", "first");
            ChannelState state = installation.states().channel(channel.key());
            assertThat(state).isNotNull();
            asserted.accept(state.status());
        });
    }

    void awaitLive(Channel channel) {
        awaitStatus(channel, status -> assertThat(status.upstream()).isEqualTo(Upstream.LIVE));
    }

    static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(300));
    }
}
