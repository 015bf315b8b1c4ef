package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.request.PortalOrigins;
import dev.sluice.gateway.request.TrustedProxies;
import dev.sluice.gateway.server.TestRelay.Pulled;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.testsupport.stream.EventReader.Received;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
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
        assertThatAllComeAfterAGap(reading, "reset", anew);
        assertThatAllComeAfterAGap(gateway.connect(api, "/again", "Last-Event-ID: " + id), "unknown", anew);
    }

    /** Its place in the old log would be after all that the new one will have for a while. */
    @Test
    void whoIsYetToBeAnsweredIsGivenAPlaceInTheNewTopic() throws Exception {
        // Given: a client that has joined and waits for what the backend says
        HttpSettings patient = new HttpSettings(
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                0,
                0,
                0,
                Duration.ZERO,
                TrustedProxies.NONE,
                PortalOrigins.NONE);
        Pulled busy = relay.live("/busy");
        TestGateway gateway = streaming.gateway("gateway-1", patient).serving(api);
        StreamClient reading = gateway.connect(api, "/busy");
        reading.next();
        relay.sendMany(busy, OLD, "old");
        for (int i = 1; i <= OLD; i++) {
            reading.nextEvent();
        }
        CompletableFuture<StreamClient> opening = CompletableFuture.supplyAsync(() -> connected(gateway, "/waits"));
        Awaitility.await().until(() -> gateway.demanded(relay.channel("/waits")));
        relay.send(busy, "the tail is here");
        assertThat(reading.nextEvent().data()).isEqualTo("the tail is here");

        // When
        streaming.replaceEvents(api);
        TestRelay another = streaming.relay(api);
        another.send(another.live("/busy"), "anew");
        while (!reading.next(PATIENCE).data().equals("anew")) {
            assertThat(opening.isDone()).isFalse();
        }
        Pulled waits = another.live("/waits");

        // Then
        StreamClient opened = opening.get(20, TimeUnit.SECONDS);
        assertThat(opened.status()).isEqualTo(200);
        assertThat(opened.next().type()).isEqualTo("sluice.live");
        another.send(waits, "for all who are live");
        assertThat(opened.nextEvent().data()).isEqualTo("for all who are live");
    }

    private StreamClient connected(TestGateway gateway, String path) {
        try {
            return gateway.connect(api, path);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** One feed that cannot be read holds up its own clients alone. */
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

    private static void assertThatAllComeAfterAGap(StreamClient client, String reason, Pulled channel)
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
