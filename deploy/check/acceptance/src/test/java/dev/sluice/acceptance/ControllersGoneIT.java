package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.client.Answer;
import dev.sluice.embedded.KafkaCluster;
import dev.sluice.embedded.LocalCertificate;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 500 events a second while two of Kafka's three controllers are dead, and its brokers are not. */
@Tag("faults")
class ControllersGoneIT {
    private static final List<Integer> MAJORITY = KafkaCluster.CONTROLLERS_APART.subList(0, 2);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration OUTAGE = Duration.ofSeconds(30);
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration NO_PAUSE = A_SECOND;
    /** A second, in which a change may reach the gateways, and one for the request itself. */
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(2);

    private static final int UNKNOWN_API = 404;
    private static final int NOT_PUBLISHED = 403;

    @TempDir
    static Path directory;

    private static ClusterSystem system;
    private static ServiceProcess publisher;
    private static Portal portal;

    @BeforeAll
    static void start() throws Exception {
        system = ClusterSystem.start(
                KafkaCluster.startWithControllersApart(directory.resolve("kafka"), Map.of()), Set.of());
        LocalCertificate tls = LocalCertificate.in(directory.resolve("tls"));
        tls.ensure();
        publisher = system.publisher(tls);
        portal = new Portal(publisher.url(), tls.certificate());
    }

    @AfterAll
    static void stop() throws Exception {
        publisher.close();
        system.close();
    }

    @Test
    void streamsGoOnRightsEndAndANewApiComesWhenTheControllersAreBack() throws Exception {
        // Given
        Portal.Api running = portal.deployedApi("running", system.backend(), "/prices/{symbol}");
        Portal.Api later = portal.draft("later", system.backend(), "/prices/{symbol}");
        Portal.Application leaving = portal.application();
        String subscription = portal.subscribe(leaving, running);
        String token = portal.token(leaving);
        Load.Target target = new Load.Target(running.id(), 1, running.basePath(), portal.subscribedToken(running));
        Load load = Load.start("controllers-gone", target, system.gateways(), 1, 4);
        try (load) {
            load.awaitMore(PATIENCE);

            // When
            MAJORITY.forEach(system.kafka()::kill);
            assertAnsweredAsPending(later);
            LockSupport.parkNanos(OUTAGE.toNanos());
            assertAnsweredAsPending(later);
            assertNothingIsMadeOf(later);
            assertRightsArePropagated(running);
            assertEndsWithinASecond(running, token, () -> portal.unsubscribe(subscription));
            load.awaitMore(PATIENCE);
            system.kafka().restart(MAJORITY);

            // Then
            awaitServed(later);
            load.awaitMore(PATIENCE);
        }
        load.judge(system.kafka().bootstrapServers(), ClusterSystem.PREFIX);
        for (ResumingClient client : load.clients()) {
            assertThat(client.connects()).as("not disconnected").isEqualTo(1);
            assertThat(client.longestPause()).isLessThan(NO_PAUSE);
        }
        portal.move(later, "Publish");
        try (Stream stream = Stream.open(
                system.gateways().getFirst(), later.basePath() + "/prices/NEW", portal.subscribedToken(later))) {
            assertThat(stream.nextOfBackend(PATIENCE).type()).isEqualTo("price");
        }
    }

    private static void assertAnsweredAsPending(Portal.Api api) {
        long before = System.nanoTime();
        Answer answer = portal.deployAnswer(api.id(), api.revisionId());
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(ANSWERED_WITHIN);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(Portal.propagated(answer)).isEqualTo("pending");
    }

    /** What is changed after the deployment that waits. */
    private static void assertEndsWithinASecond(Portal.Api api, String token, Supplier<Answer> withdrawal) {
        String path = api.basePath() + "/prices/NEW";
        try (Stream first = Stream.open(system.gateways().getFirst(), path, token);
                Stream second = Stream.open(system.gateways().getLast(), path, token)) {
            first.nextOfBackend(PATIENCE);
            second.nextOfBackend(PATIENCE);
            Answer answer = withdrawal.get();
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            for (Stream stream : List.of(first, second)) {
                assertThat(stream.nextOfType("sluice.auth", A_SECOND).data()).contains("\"reason\":\"subscription\"");
                stream.awaitEnd(A_SECOND);
            }
            assertThat(Portal.propagated(answer)).isEqualTo("true");
        }
    }

    /** Again and again: what else Kafka is asked meanwhile does not hold up the answer. */
    private static void assertRightsArePropagated(Portal.Api api) {
        Portal.Application application = portal.application();
        for (int i = 0; i < 20; i++) {
            Answer answer = portal.unsubscribe(portal.subscribe(application, api));
            assertThat(Portal.propagated(answer)).isEqualTo("true");
        }
    }

    private static void assertNothingIsMadeOf(Portal.Api api) throws Exception {
        for (URI gateway : system.gateways()) {
            assertThat(statusAt(gateway, api)).isEqualTo(UNKNOWN_API);
        }
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", system.kafka().bootstrapServers()))) {
            assertThat(admin.listTopics().names().get()).doesNotContain(ClusterSystem.eventsTopic(api.id()));
        }
    }

    private static void awaitServed(Portal.Api api) {
        for (URI gateway : system.gateways()) {
            await(api.name() + " at " + gateway)
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(statusAt(gateway, api)).isEqualTo(NOT_PUBLISHED));
        }
    }

    private static int statusAt(URI gateway, Portal.Api api) {
        return Rest.send("GET", gateway.resolve(api.basePath() + "/prices/NEW"), null, null)
                .status();
    }
}
