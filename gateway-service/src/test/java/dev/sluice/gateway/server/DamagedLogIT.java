package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.embedded.BrokerLog;
import dev.sluice.embedded.EmbeddedKafka;
import dev.sluice.embedded.FreePorts;
import dev.sluice.gateway.server.TestRelay.Pulled;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.TopicStreaming;
import dev.sluice.testsupport.DamagedDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A broker's disk has damaged an event of one API: that API's clients wait, and no others do. */
@ExtendWith(LeakCheck.class)
class DamagedLogIT {
    private static final Duration SERVED = Duration.ofSeconds(2);
    private static final Duration BACK = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private EmbeddedKafka kafka;
    private Streaming streaming;
    private ApiRecord sound;
    private TestRelay soundRelay;
    private Pulled goesOn;
    private ApiRecord damaged;
    private TestRelay damagedRelay;
    private Pulled stops;
    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        BrokerLog.warningsOnly();
        kafka = new EmbeddedKafka(directory, FreePorts.any(), FreePorts.any(), Map.of());
        kafka.start();
        streaming = new Streaming(kafka.bootstrapServers());
        sound = streaming.api(TopicStreaming.DEFAULT, 1);
        soundRelay = streaming.relay(sound);
        goesOn = soundRelay.live("/sound");
        damaged = streaming.api(TopicStreaming.DEFAULT, 1);
        damagedRelay = streaming.relay(damaged);
        stops = damagedRelay.live("/damaged");
        gateway = streaming
                .gateway("gateway-1", StreamingCase.RING)
                .serving(sound)
                .serving(damaged);
    }

    @AfterEach
    void stop() throws Exception {
        streaming.close();
        kafka.close();
    }

    @Test
    void aDamagedEventStopsItsOwnFeedAloneAndOnlyUntilItCanBeRead() throws Exception {
        // Given
        StreamClient open = gateway.connect(sound, "/sound");
        open.next();
        damagedRelay.send(stops, "precious");
        alter("precious", "previous");

        // When
        int status = gateway.connect(damaged, "/damaged").status();

        // Then
        assertThat(status).isEqualTo(503);
        for (int i = 1; i <= 100; i++) {
            soundRelay.send(goesOn, "e" + i);
            assertThat(open.next(SERVED).data()).isEqualTo("e" + i);
        }
        alter("previous", "precious");
        assertThat(connectAgain().nextEvent().data()).isEqualTo("precious");
    }

    @Test
    void aClientThatReplaysADamagedEventIsSentAwayAndNoOtherIs() throws Exception {
        // Given
        damagedRelay.send(stops, "before");
        damagedRelay.send(stops, "precious");
        long last = damagedRelay.send(stops, "after");
        damagedRelay.through(stops.feed, last + 1);
        damagedRelay.checkpoint(stops.feed);
        soundRelay.send(goesOn, "e1");
        alter("precious", "previous");

        // When
        StreamClient stopped = gateway.connect(damaged, "/damaged?since=earliest");

        // Then
        assertThat(stopped.nextEvent().data()).isEqualTo("before");
        assertThat(StreamClient.isClosed(stopped.next(SERVED))).isTrue();
        assertThat(gateway.connect(sound, "/sound?since=earliest").nextEvent().data())
                .isEqualTo("e1");
        assertThat(gateway.connect(damaged, "/damaged").next(SERVED).type()).isEqualTo("sluice.live");
        alter("previous", "precious");
        StreamClient back = connectAgain();
        assertThat(back.nextEvent().data()).isEqualTo("before");
        assertThat(back.nextEvent().data()).isEqualTo("precious");
        assertThat(back.nextEvent().data()).isEqualTo("after");
    }

    private StreamClient connectAgain() throws Exception {
        long until = System.nanoTime() + BACK.toNanos();
        StreamClient client;
        do {
            client = gateway.connect(damaged, "/damaged?since=earliest");
        } while (client.status() != 200 && System.nanoTime() < until);
        assertThat(client.status()).isEqualTo(200);
        return client;
    }

    private void alter(String from, String to) throws IOException {
        DamagedDisk.alter(directory, new TopicPartition(damagedRelay.topic(), 0), from, to);
    }
}
