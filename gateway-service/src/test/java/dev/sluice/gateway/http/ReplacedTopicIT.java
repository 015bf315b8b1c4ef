package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.http.EventReader.Received;
import dev.sluice.gateway.http.TestRelay.Pulled;
import dev.sluice.model.api.ApiRecord;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The events topic is deleted and made anew under the same name while events come. */
class ReplacedTopicIT extends StreamingCase {
    private static final int OLD = 2000;
    /** So many that the new topic is longer than the old one before anybody looks. */
    private static final int NEW = 6000;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(longs = {RING, NO_RING})
    void everyoneIsToldOfAResetAndIsSentAllOfTheNewTopic(long ring) throws Exception {
        // Given
        Pulled channel = relay.live("/again");
        TestGateway gateway = gateway("gateway-1", ring);
        StreamClient reading = gateway.connect(api, "/again");
        reading.next();
        relay.sendMany(channel, OLD, "old");
        String id = "";
        for (int i = 1; i <= OLD; i++) {
            Received event = reading.nextEvent();
            assertThat(event.data()).isEqualTo("old" + i);
            id = event.id();
        }

        // When
        streaming.replaceEvents(api);
        TestRelay another = streaming.relay(api);
        Pulled anew = another.live("/again");
        another.sendMany(anew, NEW, "new");

        // Then
        assertThatAllComeBehindAGap(reading, "reset", anew);
        assertThatAllComeBehindAGap(gateway.connect(api, "/again", "Last-Event-ID: " + id), "unknown", anew);
    }

    /** One feed that cannot be read holds nobody up but its own clients. */
    @Test
    void othersAreServedWhileATopicIsGone() throws Exception {
        // Given
        ApiRecord other = streaming.api(topic(), 1);
        TestRelay otherRelay = streaming.relay(other);
        Pulled stays = otherRelay.live("/stays");
        relay.live("/goes");
        TestGateway gateway = gateway("gateway-1", RING).serving(other);
        StreamClient goes = gateway.connect(api, "/goes");
        StreamClient open = gateway.connect(other, "/stays");
        goes.next();
        open.next();

        // When
        streaming.deleteEvents(api);
        StreamClient refused = gateway.connect(api, "/goes");

        // Then
        assertThat(refused.status()).isEqualTo(503);
        for (int i = 1; i <= 100; i++) {
            otherRelay.send(stays, "e" + i);
            assertThat(open.next().data()).isEqualTo("e" + i);
        }
        StreamClient fresh = gateway.connect(other, "/stays?since=earliest");
        assertThat(fresh.next().data()).isEqualTo("e1");
        assertThat(goes.hasNothingMore()).isTrue();
    }

    private static void assertThatAllComeBehindAGap(StreamClient client, String reason, Pulled channel)
            throws InterruptedException {
        Received told = client.next(PATIENCE);
        while (told.type().equals("sluice.status")) {
            told = client.next(PATIENCE);
        }
        assertThat(told.type()).isEqualTo("sluice.gap");
        assertThat(told.data()).contains("\"reason\":\"" + reason + '"');
        assertThat(told.id()).startsWith(channel.generation + ".0.");
        for (int i = 1; i <= NEW; i++) {
            Received event = client.next(PATIENCE);
            while (event.type().equals("sluice.live") || event.type().equals("sluice.status")) {
                event = client.next(PATIENCE);
            }
            assertThat(event.type() + ' ' + event.data()).isEqualTo("message new" + i);
        }
    }
}
