package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.server.TestRelay.Pulled;
import dev.sluice.testsupport.stream.EventReader.Received;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ManyClientsIT extends StreamingCase {
    @Test
    void fiveHundredReplayingClientsShareAtMostFiveConsumers() throws Exception {
        int clients = 500;
        int events = 500;
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
        // Other tests of this JVM may have a whole gateway running, whose clients have names of their own.
        assertThat(consumers.stream()
                        .map(name -> name.getKeyProperty("id"))
                        .filter(id -> !Set.of("gateway-control", "gateway-streams", "gateway-quota")
                                .contains(id))
                        .collect(Collectors.toSet()))
                .contains("gateway-tail")
                .hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void twoHundredConnectsOverTwoNodesMissNothingOfWhatIsPublishedAtOnce() throws Exception {
        connectAndPublish(200);
    }

    @Test
    @Tag("faults")
    void aThousandConnectsOverTwoNodesMissNothingOfWhatIsPublishedAtOnce() throws Exception {
        connectAndPublish(1000);
    }

    private void connectAndPublish(int connects) throws Exception {
        TestGateway one = gateway("gateway-1", RING);
        TestGateway two = gateway("gateway-2", NO_RING);
        for (int i = 0; i < connects; i++) {
            Pulled channel = relay.live("/many-" + i % 100);
            TestGateway gateway = i % 2 == 0 ? one : two;
            try (StreamClient client = gateway.connect(api, "/many-" + i % 100)) {
                relay.send(channel, "event-" + i);
                assertThat(client.nextEvent().data()).isEqualTo("event-" + i);
            }
        }
    }
}
