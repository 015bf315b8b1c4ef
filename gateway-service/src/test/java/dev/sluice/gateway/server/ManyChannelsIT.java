package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.server.TestRelay.Pulled;
import dev.sluice.testsupport.stream.EventReader.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ManyChannelsIT extends StreamingCase {
    private static final int CHANNELS = 2_000;
    private static final int MANY_CHANNELS = 10_000;
    /** Each tenth channel has a client, so that this JVM has room for both of its ends. */
    private static final int EACH = 10;

    /** Below the time of a heartbeat, which would begin it anew. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    void anEventOfOneOfTwoThousandChannelsDoesNotWaitForTheOthers() throws Exception {
        sendToAllOf(CHANNELS);
    }

    @Test
    @Tag("faults")
    void anEventOfOneOfTenThousandChannelsDoesNotWaitForTheOthers() throws Exception {
        sendToAllOf(MANY_CHANNELS);
    }

    private void sendToAllOf(int count) throws Exception {
        // Given
        api = streaming.api(topic(), 4);
        relay = streaming.relay(api);
        List<Pulled> channels = relay.live(
                IntStream.range(0, count).mapToObj(ManyChannelsIT::path).toList());
        TestGateway gateway = gateway("gateway-1", RING);
        AtomicLongArray sent = new AtomicLongArray(count);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<StreamClient>> connecting = new ArrayList<>();
            for (int c = 0; c < count; c += EACH) {
                String path = api.basePath() + path(c);
                connecting.add(() -> live(gateway, path));
            }
            List<StreamClient> clients = new ArrayList<>();
            for (Future<StreamClient> connected : threads.invokeAll(connecting)) {
                clients.add(connected.get());
            }

            // When
            List<Future<Long>> taken = new ArrayList<>();
            for (int i = 0; i < clients.size(); i++) {
                StreamClient client = clients.get(i);
                int channel = i * EACH;
                taken.add(threads.submit(() -> {
                    assertThat(client.readNext(PATIENCE).data()).isEqualTo("first of " + channel);
                    long first = System.nanoTime() - sent.get(channel);
                    assertThat(client.readNext(PATIENCE).data()).isEqualTo("second of " + channel);
                    return first;
                }));
            }
            sendToAll(channels, "first of ", sent);
            sendToAll(channels, "second of ", new AtomicLongArray(count));

            // Then
            List<Long> millis = new ArrayList<>();
            for (Future<Long> one : taken) {
                millis.add(TimeUnit.NANOSECONDS.toMillis(one.get()));
            }
            millis.sort(null);
            System.out.printf(
                    "%d channels, %d clients: median %d ms, last %d ms%n",
                    count, clients.size(), millis.get(millis.size() / 2), millis.getLast());
            assertThat(millis.getLast()).isLessThan(SOON.toMillis());
            for (StreamClient client : clients) {
                client.close();
            }
        }
        for (int c = 1; c < count; c += count / 50) {
            try (StreamClient client = gateway.connect(api, path(c) + "?since=earliest")) {
                assertThat(client.next().data()).isEqualTo("first of " + c);
                assertThat(client.next().data()).isEqualTo("second of " + c);
            }
        }
    }

    private static StreamClient live(TestGateway gateway, String path) throws Exception {
        StreamClient client = StreamClient.connectUnread(gateway.port(), path, 8192);
        Received live = client.readNext(PATIENCE);
        assertThat(live.type()).isEqualTo("sluice.live");
        return client;
    }

    private void sendToAll(List<Pulled> channels, String text, AtomicLongArray sent) {
        for (int c = 0; c < channels.size(); c++) {
            Pulled channel = channels.get(c);
            channel.sequence++;
            sent.set(c, System.nanoTime());
            relay.writeLater(channel, relay.epoch(channel.feed), channel.sequence, text + c, (_, _) -> {});
        }
    }

    private static String path(int channel) {
        return "/many/" + channel;
    }
}
