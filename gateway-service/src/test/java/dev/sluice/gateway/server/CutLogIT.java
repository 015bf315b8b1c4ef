package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.server.TestRelay.Pulled;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.TopicStreaming;
import dev.sluice.model.api.TopicStreaming.Heartbeat;
import dev.sluice.model.api.TopicStreaming.OnGap;
import dev.sluice.model.api.TopicStreaming.Resume;
import dev.sluice.model.api.TopicStreaming.SlowClient;
import dev.sluice.testsupport.stream.EventReader.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CutLogIT extends StreamingCase {
    @Test
    void whatRetentionHasTakenIsToldAndTheRestIsSent() throws Exception {
        Pulled channel = relay.live("/cut");
        long first = relay.send(channel, "e1");
        relay.sendMany(channel, 9, "e");
        relay.checkpoint(channel.feed);
        TestGateway gateway = gateway("gateway-1", NO_RING);
        cutBefore(first + 5);

        StreamClient client = gateway.connect(api, "/cut", "Last-Event-ID: " + channel.id(1, first));

        assertThat(client.header("Sluice-Resume")).isEqualTo("replay");
        Received gap = client.next();
        assertThat(gap.type()).isEqualTo("sluice.gap");
        assertThat(gap.data()).contains("\"reason\":\"retention\"").contains("\"missed\":4");
        assertThat(gap.id()).isEqualTo(channel.id(5, first + 5));
        for (int i = 6; i <= 10; i++) {
            assertThat(client.next().data()).isEqualTo("e" + i);
        }
        assertThat(client.next().type()).isEqualTo("sluice.live");
    }

    @Test
    void aStartFromBeforeWhatIsKeptBeginsAtTheEarliestAndSaysSo() throws Exception {
        Pulled channel = relay.live("/since");
        long first = relay.send(channel, "e1");
        relay.sendMany(channel, 9, "e");
        relay.checkpoint(channel.feed);
        TestGateway gateway = gateway("gateway-1", NO_RING);
        cutBefore(first + 5);

        StreamClient hourAgo =
                gateway.connect(api, "/since?since=" + Instant.now().minusSeconds(3600));
        StreamClient seven = gateway.connect(api, "/since?since=-7");
        StreamClient five = gateway.connect(api, "/since?since=-5");

        assertThat(hourAgo.header("Sluice-Resume")).isEqualTo("start");
        assertThat(hourAgo.next().data()).contains("\"reason\":\"retention\"");
        assertThat(seven.next().data()).contains("\"reason\":\"retention\"").contains("\"missed\":2");
        for (StreamClient client : List.of(hourAgo, seven, five)) {
            for (int i = 6; i <= 10; i++) {
                assertThat(client.next().data()).isEqualTo("e" + i);
            }
            assertThat(client.next().type()).isEqualTo("sluice.live");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whereTheTopicSaysSoAClientBehindWhatIsKeptGoesOnAtTheNewest(boolean controlEvents) throws Exception {
        ApiRecord latest = streaming.api(
                new TopicStreaming(
                        null, Resume.AUTO, SlowClient.REPLAY, OnGap.LATEST, controlEvents, Heartbeat.COMMENT),
                1);
        TestRelay own = streaming.relay(latest);
        Pulled channel = own.live("/latest");
        long first = own.send(channel, "e1");
        own.sendMany(channel, 9, "e");
        own.through(channel.feed, first + 10);
        own.checkpoint(channel.feed);
        streaming
                .admin
                .deleteRecords(Map.of(new TopicPartition(own.topic(), 0), RecordsToDelete.beforeOffset(first + 5)))
                .all()
                .get();
        TestGateway gateway = streaming.gateway("gateway-1", NO_RING).serving(latest);

        StreamClient client = gateway.connect(latest, "/latest", "Last-Event-ID: " + channel.id(1, first));

        if (controlEvents) {
            Received gap = client.next();
            assertThat(gap.data()).contains("\"reason\":\"retention\"").contains("\"missed\":9");
            assertThat(gap.id()).isEqualTo(channel.id(10, first + 10));
            assertThat(client.next().type()).isEqualTo("sluice.live");
        } else {
            assertThat(client.header("Sluice-Resume")).isEqualTo("gap");
        }
        own.send(channel, "e11");
        assertThat(client.next().data()).isEqualTo("e11");
    }

    @Test
    void everyoneWhoMeetsACutIsServedHoweverManyDo() throws Exception {
        Pulled channel = relay.live("/cuts");
        TestGateway gateway = gateway("gateway-1", NO_RING);
        for (int cut = 1; cut <= 6; cut++) {
            long first = relay.send(channel, "taken" + cut);
            long second = relay.send(channel, "kept" + cut);
            relay.checkpoint(channel.feed);
            cutBefore(second);

            StreamClient client =
                    gateway.connect(api, "/cuts", "Last-Event-ID: " + channel.id(channel.sequence - 2, first - 1));

            assertThat(client.next().data()).as("cut %s", cut).contains("\"reason\":\"retention\"");
            assertThat(client.next().data()).isEqualTo("kept" + cut);
            assertThat(client.next().type()).isEqualTo("sluice.live");
        }
    }

    @Test
    void aQuietChannelWhoseRecordsHaveExpiredIsNoGap() throws Exception {
        Pulled quiet = relay.live("/quiet");
        long last = relay.send(quiet, "one");
        Pulled busy = relay.live("/busy");
        long end = relay.send(busy, "other");
        relay.through(quiet.feed, end + 1);
        relay.checkpoint(quiet.feed);
        cutBefore(end);
        TestGateway gateway = gateway("gateway-1", RING);

        StreamClient client = gateway.connect(api, "/quiet", "Last-Event-ID: " + quiet.id(1, last));

        assertThat(client.header("Sluice-Resume")).isEqualTo("exact");
        assertThat(client.next().type()).isEqualTo("sluice.live");
        relay.send(quiet, "two");
        assertThat(client.next().data()).isEqualTo("two");
    }

    @Test
    void allOfAChannelMayBeGone() throws Exception {
        Pulled channel = relay.live("/gone");
        long first = relay.send(channel, "e1");
        relay.sendMany(channel, 4, "e");
        relay.through(channel.feed, first + 5);
        relay.checkpoint(channel.feed);
        cutBefore(first + 5);
        TestGateway gateway = gateway("gateway-1", RING);

        StreamClient client = gateway.connect(api, "/gone", "Last-Event-ID: " + channel.id(2, first + 1));

        Received gap = client.next();
        assertThat(gap.data()).contains("\"reason\":\"retention\"").contains("\"missed\":3");
        assertThat(client.next().type()).isEqualTo("sluice.live");
        relay.send(channel, "e6");
        assertThat(client.next().data()).isEqualTo("e6");
    }

    @Test
    void aReplacedTopicIsAResetOnOpenStreams() throws Exception {
        Pulled channel = relay.live("/replaced");
        TestGateway gateway = gateway("gateway-1", RING);
        StreamClient client = gateway.connect(api, "/replaced");
        client.next();
        relay.sendMany(channel, 5, "old");
        for (int i = 1; i <= 5; i++) {
            assertThat(client.next().data()).isEqualTo("old" + i);
        }

        streaming.replaceEvents(api);
        TestRelay another = streaming.relay(api);
        Pulled again = another.live("/replaced");
        another.send(again, "new");

        Received gap = client.next(Duration.ofSeconds(20));
        while (gap.type().equals("sluice.status")) {
            gap = client.next();
        }
        assertThat(gap.type()).isEqualTo("sluice.gap");
        assertThat(gap.data()).contains("\"reason\":\"reset\"");
        assertThat(client.next().data()).isEqualTo("new");
    }

    private void cutBefore(long offset) throws Exception {
        TopicPartition partition = new TopicPartition(relay.topic(), 0);
        streaming
                .admin
                .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset)))
                .all()
                .get();
    }
}
