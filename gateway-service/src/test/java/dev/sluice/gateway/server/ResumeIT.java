package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.server.TestRelay.Pulled;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.testsupport.stream.EventReader.Received;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeIT extends StreamingCase {
    private static final String ID = "Last-Event-ID: ";

    @ParameterizedTest
    @ValueSource(longs = {RING, NO_RING})
    void aQuietChannelResumesFromTheIdOfItsLiveEvent(long ring) throws Exception {
        TestGateway one = gateway("gateway-1", ring);
        TestGateway two = gateway("gateway-2", ring);
        for (int i = 0; i < 20; i++) {
            Pulled channel = relay.live("/quiet-" + i);
            Received live;
            try (StreamClient client = one.connect(api, "/quiet-" + i)) {
                live = client.next();
                assertThat(live.type()).isEqualTo("sluice.live");
            }
            long offset = relay.send(channel, "missed");
            StreamClient again = two.connect(api, "/quiet-" + i, ID + live.id());
            assertThat(again.next()).isEqualTo(new Received(channel.id(1, offset), "message", "missed"));
            assertThat(again.next().type()).isEqualTo("sluice.live");
        }
    }

    @Test
    void anIdThatIsTheLastOneIsExact() throws Exception {
        Pulled channel = relay.live("/last");
        TestGateway gateway = gateway("gateway-1", RING);
        long offset = relay.send(channel, "one");

        StreamClient client = gateway.connect(api, "/last", ID + channel.id(1, offset));

        assertThat(client.header("Sluice-Resume")).isEqualTo("exact");
        assertThat(client.next().type()).isEqualTo("sluice.live");
        relay.send(channel, "two");
        assertThat(client.next().data()).isEqualTo("two");
    }

    @Test
    void anIdOfAnotherChannelIsUnknownAndTheStreamBeginsAtTheEarliest() throws Exception {
        Pulled channel = relay.live("/own");
        Pulled other = relay.live("/other");
        long first = relay.send(channel, "one");
        long foreign = relay.send(other, "foreign");
        TestGateway gateway = gateway("gateway-1", RING);

        StreamClient client = gateway.connect(api, "/own", ID + other.id(1, foreign));

        assertThat(client.header("Sluice-Resume")).isEqualTo("gap");
        Received gap = client.next();
        assertThat(gap.type()).isEqualTo("sluice.gap");
        assertThat(gap.data()).contains("\"reason\":\"unknown\"").contains(other.id(1, foreign));
        assertThat(gap.id()).isEqualTo(channel.id(0, first));
        assertThat(client.next().data()).isEqualTo("one");
        assertThat(client.next().type()).isEqualTo("sluice.live");
    }

    @Test
    void aMalformedIdIsAGap() throws Exception {
        Pulled channel = relay.live("/own");
        TestGateway gateway = gateway("gateway-1", RING);

        StreamClient client = gateway.connect(api, "/own", ID + "no id of ours");

        Received gap = client.next();
        assertThat(gap.type()).isEqualTo("sluice.gap");
        assertThat(gap.data()).contains("\"reason\":\"malformed\"");
        assertThat(client.next().type()).isEqualTo("sluice.live");
        relay.send(channel, "one");
        assertThat(client.next().data()).isEqualTo("one");
    }

    @Test
    void anIdAheadOfTheChannelIsAReset() throws Exception {
        Pulled channel = relay.live("/ahead");
        relay.send(channel, "one");
        TestGateway gateway = gateway("gateway-1", RING);

        StreamClient client = gateway.connect(api, "/ahead", ID + channel.id(99, 1000));

        assertThat(client.header("Sluice-Resume")).isEqualTo("reset");
        Received gap = client.next();
        assertThat(gap.data()).contains("\"reason\":\"reset\"");
        assertThat(client.next().data()).isEqualTo("one");
    }

    @Test
    void aWrongOffsetInAnIdIsNeverSilent() throws Exception {
        Pulled channel = relay.live("/forged");
        relay.sendMany(channel, 10, "e");
        TestGateway gateway = gateway("gateway-1", NO_RING);

        StreamClient client = gateway.connect(api, "/forged", ID + channel.id(3, 100000));

        Received gap = client.next();
        assertThat(gap.type()).isEqualTo("sluice.gap");
        assertThat(gap.data()).contains("\"missed\":7");
    }

    @ParameterizedTest
    @ValueSource(longs = {RING, NO_RING})
    void sinceNamesAStart(long ring) throws Exception {
        Pulled channel = relay.live("/since");
        TestGateway gateway = gateway("gateway-1", ring);
        try (StreamClient warm = gateway.connect(api, "/since")) {
            assertThat(warm.next().type()).isEqualTo("sluice.live");
            relay.sendMany(channel, 20, "e");
            relay.checkpoint(channel.feed);
            assertThat(warm.nextEvent().data()).isEqualTo("e1");

            StreamClient earliest = gateway.connect(api, "/since?since=earliest");
            assertThat(earliest.header("Sluice-Resume")).isEqualTo("start");
            for (int i = 1; i <= 20; i++) {
                assertThat(earliest.next().data()).isEqualTo("e" + i);
            }
            assertThat(earliest.next().type()).isEqualTo("sluice.live");

            StreamClient last = gateway.connect(api, "/since?since=-3");
            for (int i = 18; i <= 20; i++) {
                assertThat(last.next().data()).isEqualTo("e" + i);
            }
            assertThat(last.next().type()).isEqualTo("sluice.live");

            StreamClient latest = gateway.connect(api, "/since?since=latest");
            assertThat(latest.next().type()).isEqualTo("sluice.live");

            StreamClient hourAgo =
                    gateway.connect(api, "/since?since=" + Instant.now().minusSeconds(3600));
            assertThat(hourAgo.next().data()).isEqualTo("e1");

            StreamClient future =
                    gateway.connect(api, "/since?since=" + Instant.now().plusSeconds(3600));
            assertThat(future.next().type()).isEqualTo("sluice.live");

            StreamClient yesterday = gateway.connect(api, "/since?since=yesterday");
            assertThat(yesterday.status()).isEqualTo(400);
            assertThat(yesterday.next().data()).contains("since: earliest, latest, -N, a time");

            relay.send(channel, "new");
            for (StreamClient client : new StreamClient[] {earliest, last, latest}) {
                assertThat(client.next().data()).isEqualTo("new");
            }
        }
    }

    @Test
    void theHeaderWinsOverParametersAndAnyIdOverSince() throws Exception {
        Pulled channel = relay.live("/order");
        long one = relay.send(channel, "one");
        long two = relay.send(channel, "two");
        relay.send(channel, "three");
        TestGateway gateway = gateway("gateway-1", RING);

        StreamClient header = gateway.connect(
                api, "/order?last_event_id=" + channel.id(1, one) + "&since=latest", ID + channel.id(2, two));
        StreamClient parameter =
                gateway.connect(api, "/order?since=latest&lastEventId=nonsense&last_event_id=" + channel.id(1, one));

        assertThat(header.next().data()).isEqualTo("three");
        assertThat(parameter.next().data()).isEqualTo("two");
    }

    @Test
    void atTheEndOfAnEndedChannelThereIsNothingToComeBackFor() throws Exception {
        Pulled channel = relay.live("/ended");
        long one = relay.send(channel, "one");
        long end = relay.send(channel, RecordKind.END, null, "{\"reason\":\"backend-ended\"}");
        relay.status(channel, Upstream.ENDED, 204, null);
        TestGateway gateway = gateway("gateway-1", RING);

        StreamClient behind = gateway.connect(api, "/ended", ID + channel.id(1, one));
        StreamClient at = gateway.connect(api, "/ended", ID + channel.id(2, end));

        Received ended = behind.next();
        assertThat(ended.type()).isEqualTo("sluice.end");
        assertThat(ended.data()).contains("backend-ended");
        assertThat(StreamClient.isClosed(behind.next())).isTrue();
        assertThat(at.status()).isEqualTo(204);
    }

    @Test
    void aRecordedGapIsShownToAClientThatHasSomethingToMiss() throws Exception {
        Pulled channel = relay.channel("/gaps");
        relay.claim(channel.feed);
        relay.status(channel, Upstream.BACKING_OFF, null, "refused");
        TestGateway gateway = gateway("gateway-1", RING);
        StreamClient fresh = gateway.connect(api, "/gaps");
        Received away = fresh.next();
        StreamClient resumed = gateway.connect(api, "/gaps", ID + away.id());

        relay.send(channel, RecordKind.GAP, null, "{\"reason\":\"relay-outage\"}");
        relay.send(channel, "one");
        relay.send(channel, RecordKind.GAP, null, "{\"reason\":\"relay-outage\"}");

        assertThat(away.type()).isEqualTo("sluice.status");
        assertThat(fresh.next().type()).isEqualTo("sluice.live");
        assertThat(fresh.next().data()).isEqualTo("one");
        assertThat(fresh.next().type()).isEqualTo("sluice.gap");
        assertThat(resumed.next().type()).isEqualTo("sluice.status");
        assertThat(resumed.next().type()).isEqualTo("sluice.live");
        assertThat(resumed.next().type()).isEqualTo("sluice.gap");
        assertThat(resumed.next().data()).isEqualTo("one");
        assertThat(resumed.next().type()).isEqualTo("sluice.gap");
    }
}
