package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.server.TestRelay.Pulled;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.testsupport.stream.EventReader.Received;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileLogIT extends StreamingCase {
    @ParameterizedTest
    @ValueSource(longs = {RING, NO_RING})
    void zombiesRepeatsAndWhatIsHeldBackAreNeverSeen(long ring) throws Exception {
        Pulled channel = relay.live("/hostile");
        TestGateway gateway = gateway("gateway-1", ring);
        StreamClient live = gateway.connect(api, "/hostile");
        String start = live.next().id();
        long old = relay.epoch(channel.feed);

        relay.send(channel, "1");
        relay.claim(channel.feed);
        relay.write(channel, RecordKind.EVENT, old, 2, null, "zombie");
        relay.write(channel, RecordKind.EVENT, relay.epoch(channel.feed), 1, null, "repeated");
        relay.send(channel, "2");
        relay.write(channel, RecordKind.EVENT, relay.epoch(channel.feed), 4, null, "held back");
        relay.write(channel, RecordKind.EVENT, relay.epoch(channel.feed), 5, null, "held back, too");
        relay.claim(channel.feed);
        relay.send(channel, "3");
        relay.send(channel, "4");

        StreamClient again = gateway.connect(api, "/hostile", "Last-Event-ID: " + start);
        StreamClient earliest = gateway.connect(api, "/hostile?since=earliest");
        for (StreamClient client : new StreamClient[] {live, again, earliest}) {
            for (int i = 1; i <= 4; i++) {
                Received event = client.next();
                assertThat(event.type() + event.data()).isEqualTo("message" + i);
            }
        }
        assertThat(live.hasNothingMore()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {RING, NO_RING})
    void aRecordWhoseGenerationNoIdCanHaveIsNeverSeenAndStopsNoClient(long ring) throws Exception {
        Pulled channel = relay.live("/foreign");
        TestGateway gateway = gateway("gateway-1", ring);
        StreamClient live = gateway.connect(api, "/foreign");
        String start = live.next().id();
        String generation = channel.generation;

        channel.generation = "\n\ndata: x\n\n";
        relay.write(channel, RecordKind.EVENT, relay.epoch(channel.feed), 1, null, "foreign");
        channel.generation = generation;
        relay.send(channel, "1");

        assertThat(live.next().data()).isEqualTo("1");
        assertThat(gateway.connect(api, "/foreign", "Last-Event-ID: " + start)
                        .next()
                        .data())
                .isEqualTo("1");
    }

    @Test
    void aNewGenerationOnAnOpenStreamIsAReset() throws Exception {
        Pulled channel = relay.live("/again");
        TestGateway gateway = gateway("gateway-1", RING);
        StreamClient client = gateway.connect(api, "/again");
        client.next();
        relay.send(channel, "1");
        assertThat(client.next().data()).isEqualTo("1");

        channel.generation = TestRelay.drawn();
        channel.sequence = 0;
        relay.claim(channel.feed);
        long offset = relay.send(channel, "anew");

        Received gap = client.next();
        assertThat(gap.type()).isEqualTo("sluice.gap");
        assertThat(gap.data()).contains("\"reason\":\"reset\"");
        assertThat(gap.id()).isEqualTo(channel.id(0, offset));
        assertThat(client.next().data()).isEqualTo("anew");
    }

    @Test
    void dataNeverBecomesAnythingElse() throws Exception {
        TestGateway gateway = gateway("gateway-1", RING);
        List<String> hostile =
                List.of("a\rb", "a\nb", "a\r\nb", "a\n\nevent: sluice.end\ndata: x", "\n", "", ":", "id: 1", "\ufeff");
        for (int i = 0; i < hostile.size(); i++) {
            String data = hostile.get(i);
            Pulled channel = relay.live("/inject-" + i);
            StreamClient client = gateway.connect(api, "/inject-" + i);
            client.next();

            long offset = relay.send(channel, RecordKind.EVENT, "sluice.end", data);

            assertThat(client.next())
                    .isEqualTo(new Received(
                            channel.id(1, offset), "backend.sluice.end", data.replaceAll("\r\n|\r", "\n")));
        }
    }

    @Test
    void upstreamTroubleIsToldAndItsFirstWayUpIsNot() throws Exception {
        Pulled channel = relay.live("/status");
        TestGateway gateway = gateway("gateway-1", RING);
        StreamClient client = gateway.connect(api, "/status");
        assertThat(client.next().type()).isEqualTo("sluice.live");

        relay.status(channel, Upstream.BACKING_OFF, 503, "unavailable");
        Received trouble = client.next();
        relay.status(channel, Upstream.LIVE, null, null);

        assertThat(trouble.type()).isEqualTo("sluice.status");
        assertThat(trouble.data()).contains("backing-off").contains("503").contains("unavailable");
        assertThat(client.next().data()).contains("\"live\"");
        assertThat(client.hasNothingMore()).isTrue();
    }
}
