package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The cluster of {@code deploy/compose}, whose containers are replaced and killed under load. */
@Tag("containers")
@EnabledIf(
        value = "dev.sluice.acceptance.ComposeSystem#isHere",
        disabledReason = "no Docker engine with compose answers on this machine")
class ComposeClusterIT {
    private static final int CLIENTS = 2000;
    private static final Duration SOON = Duration.ofSeconds(90);

    private static ComposeSystem system;

    @BeforeAll
    static void start() {
        system = ComposeSystem.start("sluice-cluster", "lz4", "compose.yaml", "compose.cluster.yaml");
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    @Test
    void twoThousandClientsMissAndRepeatNothingWhileGatewaysAreReplacedAndABrokerIsKilled() {
        ComposeSystem.Sample sample = system.sample();
        URI balancer = URI.create("http://localhost:" + system.port(8280));
        String path = "/observer/1.0.0/prices/CLUSTER?rate=2";
        List<ResumingClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(new ResumingClient(List.of(balancer), 0, path, sample.token()));
            }
            awaitMoreFor(clients);
            for (String gateway : List.of("gateway", "gateway-2")) {
                system.compose("up", "--detach", "--no-deps", "--no-build", "--force-recreate", "--wait", gateway);
                awaitMoreFor(clients);
            }
            system.compose("kill", "kafka-2");
            awaitMoreFor(clients);
            system.compose("start", "kafka-2");
            awaitMoreFor(clients);
        } finally {
            clients.forEach(ResumingClient::leave);
            clients.forEach(ResumingClient::close);
        }
        for (int i = 0; i < clients.size(); i++) {
            ResumingClient client = clients.get(i);
            Judgement.assertContiguous(
                    client.data().stream().map(Judgement::number).toList(), "client " + i);
            assertThat(client.surprises()).as("client %d", i).isEmpty();
            assertThat(client.postponed()).as("client %d: answers of 503", i).isZero();
            assertThat(client.received())
                    .as("client %d", i)
                    .noneMatch(event -> event.type().equals("sluice.gap"));
        }
        System.out.println("drained: " + spread(clients));
    }

    /** How often clients were sent away, and how often they connected. */
    private static String spread(List<ResumingClient> clients) {
        long away = clients.stream()
                .flatMap(client -> client.received().stream())
                .filter(event -> event.type().equals("sluice.goaway"))
                .count();
        return away + " streams, "
                + clients.stream().mapToInt(ResumingClient::connects).sum() + " connects";
    }

    /** Every client receives at least three events more. */
    private static void awaitMoreFor(List<ResumingClient> clients) {
        List<Integer> before =
                clients.stream().map(client -> client.data().size()).toList();
        await("events for all")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(IntStream.range(0, clients.size())
                                .filter(i -> clients.get(i).data().size() < before.get(i) + 3)
                                .count())
                        .as("clients that wait")
                        .isZero());
    }
}
