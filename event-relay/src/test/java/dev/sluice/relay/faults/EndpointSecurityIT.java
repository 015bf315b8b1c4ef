package dev.sluice.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.api.Endpoint;
import dev.sluice.model.api.EndpointSecurity;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Backends that refuse requests without credentials. */
@TestInstance(Lifecycle.PER_CLASS)
class EndpointSecurityIT extends RelayCase {
    private static final String TOPIC = "/events";
    private static final String SECRET = "secret-5f2c9d";

    private String apiId;
    private Channel channel;
    private DemandingBackend demanding;

    /** One relay for all of these tests: each has an API of its own. */
    @BeforeAll
    @Override
    void beginInstallation() throws Exception {
        super.beginInstallation();
    }

    @AfterAll
    @Override
    void end() throws Exception {
        super.end();
    }

    @BeforeEach
    void begin() throws Exception {
        apiId = UUID.randomUUID().toString();
        channel = Installation.channel(apiId, TOPIC, null);
        demanding = new DemandingBackend();
        installation.createEvents(apiId, 1);
    }

    @AfterEach
    void closeBackend() {
        installation.undeploy(apiId);
        demanding.close();
    }

    @Override
    RelayProcess startRelay() {
        return RelayProcess.start(installation, "relay-1", Duration.ofSeconds(60), Duration.ofSeconds(60));
    }

    /** How an API signs in, by its id and its backend's URL, and what the backend wants to see. */
    static Stream<Arguments> kinds() {
        return Stream.of(
                kind(
                        api -> new EndpointSecurity.Basic("jo", Installation.sealed(api.id(), "password", SECRET)),
                        "Authorization",
                        DemandingBackend.basic("jo", SECRET)),
                kind(
                        api -> new EndpointSecurity.Bearer(Installation.sealed(api.id(), "token", SECRET)),
                        "Authorization",
                        "Bearer " + SECRET),
                kind(
                        api -> new EndpointSecurity.Header("X-Key", Installation.sealed(api.id(), "value", SECRET)),
                        "X-Key",
                        SECRET),
                kind(
                        api -> new EndpointSecurity.ClientCredentials(
                                api.url() + "/token",
                                "me",
                                Installation.sealed(api.id(), "clientSecret", SECRET),
                                List.of()),
                        "Authorization",
                        "Bearer token-of-oauth"));
    }

    record Api(String id, String url) {}

    private static Arguments kind(Function<Api, EndpointSecurity> security, String header, String value) {
        return Arguments.of(security, header, value);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aBackendIsPulledAndWhatItWasSignedInWithIsTheRelaysAlone(
            Function<Api, EndpointSecurity> security, String header, String value) {
        // Given
        demanding.demand(header, value);

        // When
        deploy(security.apply(new Api(apiId, demanding.url())));

        // Then
        awaitLive(channel);
        awaitEvents("event 1");
        String reason = relay.log()
                + installation.everyByteOf(installation.topics().apis().name(), 1)
                + installation.everyByteOf(
                        installation.topics().relayState().name(),
                        installation.topics().shards())
                + installation.everyByteOf(installation.topics().eventsName(apiId), 1);
        assertThat(reason).contains("event 1").doesNotContain(SECRET, value, "token-of-oauth");
    }

    @Test
    void allChannelsOfAnApiSignInWithOneToken() {
        // Given
        demanding.demand("Authorization", "Bearer token-of-oauth");
        Channel second = Installation.channel(apiId, TOPIC, "x=2");

        // When
        deploy(new EndpointSecurity.ClientCredentials(
                demanding.url() + "/token", "me", Installation.sealed(apiId, "clientSecret", SECRET), List.of()));
        installation.demand(second, 1, TOPIC, "gateway-1", "first");

        // Then
        awaitLive(channel);
        awaitLive(second);
        assertThat(demanding.tokenClients()).containsExactly(DemandingBackend.basic("me", SECRET));
    }

    @Test
    void aRefusedSecretIsToldAndTheRightOneIsUsedAtOnce() {
        // Given
        demanding.demand("Authorization", "Bearer right");
        deploy(bearer("wrong"));
        awaitStatus(channel, status -> {
            assertThat(status.upstream()).isEqualTo(Upstream.REFUSED);
            assertThat(status.http()).isEqualTo(401);
        });

        // When
        long deployed = System.nanoTime();
        deploy(bearer("right"));

        // Then
        awaitLive(channel);
        assertThat(Duration.ofNanos(System.nanoTime() - deployed))
                .as("a refusal is asked about again after 30 s")
                .isLessThan(Duration.ofSeconds(25));
    }

    @Test
    void aNewSecretGoesOnWithTheSameStream() {
        // Given
        demanding.demand("Authorization", "Bearer old");
        deploy(bearer("old"));
        awaitEvents("event 1");

        // When
        demanding.demand("Authorization", "Bearer new");
        deploy(bearer("new"));

        // Then
        awaitEvents("event 1", "event 2"); // and no gap
    }

    private EndpointSecurity bearer(String token) {
        return new EndpointSecurity.Bearer(Installation.sealed(apiId, "token", token));
    }

    private void deploy(EndpointSecurity security) {
        installation.deploy(
                apiId, 1, new Endpoint(demanding.url(), security, "hash"), List.of(Installation.topic(TOPIC)));
    }

    private void awaitEvents(String... data) {
        soon().untilAsserted(() -> {
            installation.announce("gateway-1", "first");
            assertThat(installation.history(apiId, 0).ofChannel(channel.key()))
                    .extracting(record -> new String(record.data(), StandardCharsets.UTF_8))
                    .containsExactly(data);
        });
    }
}
