package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.model.api.KeyType;
import dev.sluice.model.channel.Channel;
import dev.sluice.testsupport.history.FeedHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Both gateways are started anew, one after the other, under load: no client is refused, and none loses anything. */
class RollingRestartIT {
    private static final int CLIENTS = 2000;
    private static final int RATE = 2;
    private static final Duration LEAVE_BOUND = Duration.ofSeconds(20);

    private final LocalSystem system = LocalSystem.shared();
    private final Portal portal = new Portal(system);

    @Test
    void twoThousandClientsAreMovedFromGatewayToGateway() {
        Portal.Api api = portal.deployedApi("rolling", system.backend(), "/prices/{symbol}");
        String token = portal.subscribedToken(api);
        String symbol = Portal.freshName("ROL");
        String path = api.basePath() + "/prices/" + symbol + "?rate=" + RATE;
        List<ResumingClient> clients = new ArrayList<>();
        try (Balancer balancer = new Balancer(List.of(system.gateway(1), system.gateway(2)))) {
            try {
                for (int i = 0; i < CLIENTS; i++) {
                    clients.add(new ResumingClient(List.of(balancer.uri()), 0, path, token));
                }
                awaitMoreFor(clients);
                restart(1, balancer);
                awaitMoreFor(clients);
                restart(2, balancer);
                awaitMoreFor(clients);
            } finally {
                clients.forEach(ResumingClient::leave);
                clients.forEach(ResumingClient::close);
            }
        }
        String channel =
                new Channel(api.id(), "Default", KeyType.PRODUCTION, "/prices/" + symbol, "rate=" + RATE).key();
        FeedHistory history = FeedHistory.read(system.bootstrapServers(), "sluice.events." + api.id(), 0);
        Judgement.logIsWhole(history, channel);
        for (int i = 0; i < clients.size(); i++) {
            ResumingClient client = clients.get(i);
            Judgement.clientHasAll(client, history, channel, i);
            assertThat(client.postponed()).as("client %d: answers of 503", i).isEmpty();
            assertThat(goodbyes(client)).as("client %d: sent away", i).isEqualTo(2);
        }
    }

    /** New connections go to the other one from when this one is not ready: what a balancer does. */
    private void restart(int node, Balancer balancer) {
        String name = "gateway-" + node;
        awaitReady("gateway-1");
        awaitReady("gateway-2");
        balancer.prefer(2 - node);
        long before = System.nanoTime();
        system.stop(name);
        Duration took = Duration.ofNanos(System.nanoTime() - before);
        System.out.println(name + " has left within " + took.toMillis() + " ms");
        assertThat(took).isLessThan(LEAVE_BOUND);
    }

    private static long goodbyes(ResumingClient client) {
        return client.received().stream()
                .filter(event ->
                        event.type().equals("sluice.goaway") && event.data().contains("\"drain\""))
                .count();
    }

    /** Every client receives at least three events more. */
    private static void awaitMoreFor(List<ResumingClient> clients) {
        List<Integer> before =
                clients.stream().map(client -> client.data().size()).toList();
        await("events for all")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(IntStream.range(0, clients.size())
                                .filter(i -> clients.get(i).data().size() < before.get(i) + 3)
                                .count())
                        .as("clients that wait")
                        .isZero());
    }

    private void awaitReady(String node) {
        await(node)
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(system.state(node)).isEqualTo("ready"));
    }
}
