package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Many clients of one channel at a balancer, all of which come back by themselves. */
final class Crowd implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(90);

    private final List<ResumingClient> clients = new ArrayList<>();

    private Crowd() {}

    /** Opens the streams, and waits until each has received events. */
    static Crowd of(int size, URI balancer, String path, String token) {
        Crowd crowd = new Crowd();
        for (int i = 0; i < size; i++) {
            crowd.clients.add(new ResumingClient(List.of(balancer), 0, path, token));
        }
        try {
            crowd.awaitMore();
        } catch (AssertionError none) {
            crowd.close();
            throw none;
        }
        return crowd;
    }

    /** Waits until every client has received three events more. */
    void awaitMore() {
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

    /**
     * Returns when each of the streams was opened that were opened since.
     *
     * @param since of {@link System#nanoTime()}
     */
    List<Long> connectsSince(long since) {
        return clients.stream()
                .flatMap(client -> client.connectNanos().stream())
                .filter(nanos -> nanos - since > 0)
                .sorted()
                .toList();
    }

    /** No client was refused, missed an event, or received one twice. */
    void assertNothingMissedOrRepeated() {
        for (int i = 0; i < clients.size(); i++) {
            ResumingClient client = clients.get(i);
            Judgement.assertContiguous(
                    client.data().stream().map(Judgement::number).toList(), "client " + i);
            assertThat(client.surprises()).as("client %d", i).isEmpty();
            assertThat(client.postponed()).as("client %d: answers of 503", i).isEmpty();
            assertThat(client.received())
                    .as("client %d", i)
                    .noneMatch(event -> event.type().equals("sluice.gap"));
        }
    }

    @Override
    public void close() {
        clients.forEach(ResumingClient::leave);
        clients.forEach(ResumingClient::close);
    }
}
