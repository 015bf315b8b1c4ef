package dev.sluice.gateway.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.server.HostilePublisher.Place;
import dev.sluice.gateway.server.TestRelay.Pulled;
import dev.sluice.testsupport.stream.EventReader.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Where a client goes over from what it has missed to what comes: no hole, and nothing twice. {@code -Dtest.seams} sets how
 * often in the longer run, {@code -Dtest.seed} what is drawn.
 */
class SeamIT extends StreamingCase {
    private static final int SEAMS = 600;
    private static final int MANY_SEAMS = Integer.getInteger("test.seams", 10_000);
    private static final int CLIENTS = 200;
    private static final int MOST_AWAY_MILLIS = 1000;
    /** So many events a client goes back at most. */
    private static final int FARTHEST = 4000;

    private static final int MOST_EVENTS = 600_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AtomicInteger seams = new AtomicInteger();
    private final AtomicInteger received = new AtomicInteger();

    @Test
    void hundredsOfTimesOnTwoGatewaysOverAHostileLog() throws Exception {
        crossOften(SEAMS);
    }

    @Test
    @Tag("faults")
    void tenThousandTimesOnTwoGatewaysOverAHostileLog() throws Exception {
        crossOften(MANY_SEAMS);
    }

    private void crossOften(int often) throws Exception {
        // Given: a ring that holds all that clients have missed, and one that holds some of it
        long seed = Long.getLong("test.seed", ThreadLocalRandom.current().nextLong());
        System.out.println("seed " + seed);
        Pulled channel = relay.live("/seam");
        List<TestGateway> gateways = List.of(gateway("gateway-1", 2L << 20), gateway("gateway-2", 512 * 1024));
        HostilePublisher publisher = new HostilePublisher(relay, channel, seed, MOST_EVENTS);

        // When, then
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long began = System.nanoTime();
            Future<?> publishing = threads.submit(() -> {
                publisher.run();
                return null;
            });
            try {
                Awaitility.await().until(() -> publisher.published() > FARTHEST);
                List<Future<?>> clients = new ArrayList<>();
                for (int c = 0; c < CLIENTS; c++) {
                    Random random = new Random(seed + c);
                    clients.add(threads.submit(() -> {
                        Place last = publisher.place(publisher.published());
                        while (seams.incrementAndGet() <= often) {
                            last = cross(gateways.get(random.nextInt(2)), publisher, random, last);
                        }
                        return null;
                    }));
                }
                for (Future<?> client : clients) {
                    client.get();
                }
                assertThat(publishing.isDone())
                        .as("the publisher was there to the end")
                        .isFalse();
            } finally {
                publishing.cancel(true);
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf(
                    "%d seams in %.1f s: %d events published, %.0f/s, %d claims, %d events received%n",
                    often,
                    seconds,
                    publisher.published(),
                    publisher.published() / seconds,
                    publisher.claims(),
                    received.get());
        }
        assertThat(publisher.claims()).isPositive();
    }

    /**
     * Stays away for a while, resumes after what it had last, or sometimes farther back, and reads until some live events.
     *
     * @param last the event that it had last
     * @return the same, now
     */
    private Place cross(TestGateway gateway, HostilePublisher publisher, Random random, Place last) throws Exception {
        LockSupport.parkNanos(random.nextInt(MOST_AWAY_MILLIS) * 1_000_000L);
        Place first = random.nextInt(10) == 0
                ? publisher.place(Math.min(last.number(), publisher.published()) - random.nextInt(FARTHEST))
                : last;
        Place now = first;
        int more = random.nextInt(50);
        try (StreamClient client = StreamClient.connectUnread(
                gateway.port(), api.basePath() + "/seam", 0, "Last-Event-ID: " + first.id())) {
            assertThat(client.status()).isEqualTo(200);
            boolean live = false;
            while (!live || more-- > 0) {
                Received event = client.readNext(PATIENCE);
                if (event.isControl()) {
                    assertThat(event.type()).isEqualTo("sluice.live");
                    assertThat(live).isFalse();
                    live = true;
                } else {
                    now = new Place(now.number() + 1, requireNonNull(event.id()));
                    assertThat(event.data()).isEqualTo(HostilePublisher.data(now.number()));
                    assertThat(event.id()).startsWith(publisher.idBeginning(now.number()));
                }
            }
        }
        received.addAndGet(now.number() - first.number());
        return now;
    }
}
