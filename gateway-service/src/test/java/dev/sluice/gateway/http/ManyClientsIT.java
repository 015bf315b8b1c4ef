package dev.sluice.gateway.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.http.StreamClient.Received;
import dev.sluice.gateway.http.TestRelay.Pulled;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class ManyClientsIT extends StreamingCase {
    @Test
    void fiveHundredReplayingClientsShareAtMostFiveConsumers() throws Exception {
        int clients = 500;
        int events = 2000;
        Pulled channel = relay.live("/replayed");
        TestGateway gateway = gateway("gateway-1", NO_RING);
        String start;
        try (StreamClient first = gateway.connect(api, "/replayed")) {
            start = first.next().id();
        }
        relay.sendMany(channel, events, "e");

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> all = new ArrayList<>();
            for (int c = 0; c < clients; c++) {
                all.add(threads.submit(() -> {
                    StreamClient client = gateway.connect(api, "/replayed", "Last-Event-ID: " + start);
                    for (int i = 1; i <= events; i++) {
                        Received event = client.next(Duration.ofSeconds(60));
                        assertThat(event.data()).isEqualTo("e" + i);
                    }
                    assertThat(client.next().type()).isEqualTo("sluice.live");
                    return null;
                }));
            }
            for (Future<Void> one : all) {
                one.get();
            }
        }

        Set<ObjectName> consumers = ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("kafka.consumer:type=app-info,id=gateway-*"), null);
        // The readers of the control topics, which other tests of this JVM may have running, do not serve clients.
        assertThat(consumers.stream()
                        .map(name -> name.getKeyProperty("id"))
                        .filter(id -> !id.equals("gateway-control"))
                        .collect(Collectors.toSet()))
                .contains("gateway-tail")
                .hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void aThousandConnectsOverTwoNodesMissNothingOfWhatIsPublishedAtOnce() throws Exception {
        TestGateway one = gateway("gateway-1", RING);
        TestGateway two = gateway("gateway-2", NO_RING);
        for (int i = 0; i < 1000; i++) {
            Pulled channel = relay.live("/many-" + i % 100);
            TestGateway gateway = i % 2 == 0 ? one : two;
            try (StreamClient client = gateway.connect(api, "/many-" + i % 100)) {
                relay.send(channel, "event-" + i);
                assertThat(client.nextEvent().data()).isEqualTo("event-" + i);
            }
        }
    }

    @Test
    void atTheSeamOfReplayAndLiveNothingIsLostOrDoubled() throws Exception {
        Pulled channel = relay.live("/seam");
        TestGateway one = gateway("gateway-1", 32 * 1024);
        TestGateway two = gateway("gateway-2", NO_RING);
        String start;
        try (StreamClient first = one.connect(api, "/seam")) {
            start = first.next().id();
        }
        int events = 20_000;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> all = new ArrayList<>();
            for (int c = 0; c < 100; c++) {
                TestGateway gateway = c % 2 == 0 ? one : two;
                all.add(threads.submit(() -> {
                    String last = start;
                    int next = 1;
                    while (next <= events) {
                        int stopAt = Math.min(
                                events, next + ThreadLocalRandom.current().nextInt(1, 5000));
                        try (StreamClient client = gateway.connect(api, "/seam", "Last-Event-ID: " + last)) {
                            while (next <= stopAt) {
                                Received event = client.next(Duration.ofSeconds(60));
                                if (!event.isControl()) {
                                    assertThat(event.data()).isEqualTo("e" + next);
                                    next++;
                                } else {
                                    assertThat(event.type()).isEqualTo("sluice.live");
                                }
                                last = requireNonNull(event.id());
                            }
                        }
                    }
                    return null;
                }));
            }
            for (int sent = 0; sent < events; sent += 100) {
                relay.sendMany(channel, 100, "e");
            }
            for (Future<Void> oneOf : all) {
                oneOf.get();
            }
        }
    }
}
