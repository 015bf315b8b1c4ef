package dev.sluice.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.api.ApiTopic;
import dev.sluice.model.api.Endpoint;
import dev.sluice.model.api.EndpointSecurity;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.testsupport.history.FeedHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one relay leaves in relay-state and in the log when a channel, an API or a topic goes and comes again. */
class DemandIT extends RelayCase {
    private static final String TEMPLATE = "/prices/{symbol}";
    private static final Duration LINGER = Duration.ofSeconds(1);

    private final String apiId = UUID.randomUUID().toString();
    private final Channel prices = Installation.channel(apiId, "/prices/AAA", "rate=50");

    @BeforeEach
    void begin() throws Exception {
        installation.createEvents(apiId, 1);
    }

    @Override
    RelayProcess startRelay() {
        return RelayProcess.start(installation, "relay-1", LINGER, Duration.ofSeconds(60));
    }

    private void deploy(String... targets) {
        List<ApiTopic> topics = new ArrayList<>();
        for (String target : targets) {
            topics.add(Installation.topic(target));
        }
        installation.deploy(apiId, 1, backendUrl(), topics);
    }

    private List<FeedRecord> records(Channel channel) {
        return installation.history(apiId, 0).ofChannel(channel.key());
    }

    private @Nullable ChannelState state(Channel channel) {
        return installation.states().channel(channel.key());
    }

    private void awaitUpstream(Channel channel, Upstream upstream) {
        soon().untilAsserted(() -> {
            ChannelState state = state(channel);
            assertThat(state).isNotNull();
            assertThat(state.status().upstream()).isEqualTo(upstream);
        });
    }

    @Test
    void aChannelLingersAfterItsLastDemandAndGoesOnExactlyWhereItWas() {
        // Given
        deploy(TEMPLATE);
        installation.demand(prices, 1, TEMPLATE, "gateway-1", "first");
        soon().untilAsserted(() -> assertThat(records(prices)).hasSizeGreaterThan(20));

        // When
        installation.withdraw(prices, 1, "gateway-1");
        awaitUpstream(prices, Upstream.IDLE);
        int size = records(prices).size();
        installation.announce("gateway-1", "first");
        installation.demand(prices, 1, TEMPLATE, "gateway-1", "first");

        // Then
        soon().untilAsserted(() -> assertThat(records(prices)).hasSizeGreaterThan(size + 100));
        Prices.assertWhole(installation.history(apiId, 0), prices.key());
    }

    @Test
    void aChannelThatIsLeftForGoodDoesNotLingerUnlessAnotherGatewayWantsIt() throws Exception {
        // Given
        relay.close();
        relay = RelayProcess.start(installation, "relay-1", Duration.ofMinutes(10), Duration.ofSeconds(60));
        deploy(TEMPLATE);
        Channel shared = Installation.channel(apiId, "/prices/BBB", "rate=50");
        installation.demand(prices, 1, TEMPLATE, "gateway-1", "first");
        installation.demand(shared, 1, TEMPLATE, "gateway-1", "first");
        installation.announce("gateway-2", "first");
        installation.demand(shared, 1, TEMPLATE, "gateway-2", "first");
        soon().untilAsserted(() -> assertThat(records(prices)).hasSizeGreaterThan(20));

        // When
        installation.withdraw(prices, 1, "gateway-1");
        installation.withdrawForGood(prices, 1, "gateway-1");
        installation.withdrawForGood(shared, 1, "gateway-1");

        // Then
        awaitUpstream(prices, Upstream.IDLE);
        awaitUpstream(shared, Upstream.LIVE);
        int size = records(shared).size();
        soon().untilAsserted(() -> assertThat(records(shared)).hasSizeGreaterThan(size + 100));
    }

    @Test
    void anApiThatIsDeployedAgainGoesOnExactlyWhereItWas() {
        // Given
        deploy(TEMPLATE);
        installation.demand(prices, 1, TEMPLATE, "gateway-1", "first");
        soon().untilAsserted(() -> assertThat(records(prices)).hasSizeGreaterThan(20));

        // When
        installation.undeploy(apiId);
        awaitUpstream(prices, Upstream.IDLE);
        deploy(TEMPLATE);
        installation.announce("gateway-1", "first");

        // Then
        assertGoesOn();
    }

    @Test
    void anApiThatIsUndeployedWhileNoRelayRunsGoesOnExactlyWhereItWas() {
        // Given
        deploy(TEMPLATE);
        installation.demand(prices, 1, TEMPLATE, "gateway-1", "first");
        soon().untilAsserted(() -> assertThat(records(prices)).hasSizeGreaterThan(20));

        // When
        relay.kill();
        installation.undeploy(apiId);
        relay = startRelay();
        awaitUpstream(prices, Upstream.IDLE);
        deploy(TEMPLATE);
        installation.announce("gateway-1", "first");

        // Then
        assertGoesOn();
    }

    private void assertGoesOn() {
        int size = records(prices).size();
        soon().untilAsserted(() -> assertThat(records(prices)).hasSizeGreaterThan(size + 100));
        Prices.assertWhole(installation.history(apiId, 0), prices.key());
    }

    @Test
    void aDeletedApiIsForgottenWithoutANoise() throws Exception {
        // Given
        deploy(TEMPLATE);
        installation.demand(prices, 1, TEMPLATE, "gateway-1", "first");
        soon().untilAsserted(() -> assertThat(records(prices)).hasSizeGreaterThan(20));

        // When
        installation.delete(apiId);

        // Then
        soon().untilAsserted(() -> {
            assertThat(installation.states().channels()).isEmpty();
            assertThat(installation.states().feeds()).isEmpty();
        });
        assertThat(relay.log().lines().filter(line -> line.contains(" WARN ") || line.contains(" ERROR ")))
                .hasSizeLessThan(100);
    }

    @ParameterizedTest
    @CsvSource({"/prices/{symbol},/prices/AAA,rate=50", "/quiet/{name},/quiet/a,"})
    void aTopicThatIsDeletedBehindTheRelaysBackIsLeftWithoutANoise(String topic, String path, @Nullable String query)
            throws Exception {
        // Given
        relay.stop();
        relay = RelayProcess.start(installation, "relay-1", LINGER, Duration.ofSeconds(5));
        Channel channel = Installation.channel(apiId, path, query);
        deploy(topic);
        installation.demand(channel, 1, topic, "gateway-1", "first");
        awaitLive(channel);

        // When
        String name = installation.topics().eventsName(apiId);
        installation.admin().deleteTopics(List.of(name)).all().get();

        // Then
        soon().until(() -> relay.log().contains("reason=it is gone"));
        assertThat(relay.log().lines().filter(line -> line.contains(" WARN ") || line.contains(" ERROR ")))
                .hasSizeLessThan(2_000);
    }

    @Test
    void anUndeployedChannelIsForgottenWhenItsEventsHaveExpired() throws Exception {
        // Given
        deploy(TEMPLATE);
        installation.demand(prices, 1, TEMPLATE, "gateway-1", "first");
        soon().untilAsserted(() -> assertThat(records(prices)).hasSizeGreaterThan(20));
        relay.stop();
        installation.undeploy(apiId);

        // When
        installation.keepEvents(apiId, Duration.ofSeconds(1));
        relay = startRelay();

        // Then
        soon().untilAsserted(() -> assertThat(installation.states().channels()).isEmpty());
        assertThat(installation.states().feeds()).hasSize(1);
    }

    @Test
    void aChannelThatNoClientComesBackToIsForgottenWhenItsEventsHaveExpiredThoughItsFeedIsInUse() {
        // Given
        Endpoint backend = new Endpoint(backendUrl(), EndpointSecurity.NONE, "hash");
        List<ApiTopic> topics = List.of(Installation.topic(TEMPLATE));
        installation.deploy(apiId, 1, backend, topics, Installation.streaming(Duration.ofSeconds(1), false));
        installation.announce("gateway-2", "first");
        installation.demand(prices, 1, TEMPLATE, "gateway-2", "first");
        soon().untilAsserted(() -> assertThat(records(prices)).hasSizeGreaterThan(20));
        relay.kill();

        // When
        Channel other = Installation.channel(apiId, "/prices/BBB", "rate=50");
        installation.announce("gateway-2", "second");
        installation.demand(other, 1, TEMPLATE, "gateway-1", "first");
        relay = startRelay();

        // Then
        soon().untilAsserted(() -> {
            installation.announce("gateway-1", "first");
            assertThat(installation.states().channels()).containsOnlyKeys(other.key());
        });
    }

    @Test
    void aTopicThatWasMadeAnewBeginsNewGenerations() throws Exception {
        // Given
        deploy(TEMPLATE);
        installation.demand(prices, 1, TEMPLATE, "gateway-1", "first");
        soon().untilAsserted(() -> assertThat(records(prices)).hasSizeGreaterThan(20));
        String generation = records(prices).getLast().generation();

        // When
        String name = installation.topics().eventsName(apiId);
        installation.admin().deleteTopics(List.of(name)).all().get();
        soon().untilAsserted(() ->
                assertThat(installation.admin().listTopics().names().get()).doesNotContain(name));
        installation.createEvents(apiId, 1);

        // Then
        soon().untilAsserted(() -> {
            installation.announce("gateway-1", "first");
            assertThat(records(prices)).hasSizeGreaterThan(20);
        });
        FeedHistory history = installation.history(apiId, 0);
        List<FeedRecord> after = history.ofChannel(prices.key());
        assertThat(after).noneMatch(record -> record.generation().equals(generation));
        assertThat(history.holes()).isEmpty();
    }
}
