package dev.sluice.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sluice.benchmark.feed.Pacer;
import dev.sluice.benchmark.load.Payload;
import dev.sluice.benchmark.server.Traffic;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.server.jaxrs.OutboundSseEventImpl;

/** Makes events and gives each to all who listen to its channel. Confined to the one event loop. */
@Singleton
final class Broadcaster {
    private final Vertx vertx;
    private final Context loop;
    private final Traffic traffic;
    private final List<Set<MultiEmitter<? super OutboundSseEvent>>> channels = new ArrayList<>();
    private final long[] sequences;
    private int next;

    Broadcaster(Vertx vertx, PeerConfig config) {
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.traffic = config.traffic();
        this.sequences = new long[traffic.channels()];
        for (int i = 0; i < traffic.channels(); i++) {
            channels.add(new LinkedHashSet<>());
        }
    }

    /** @param number of a client, which says its channel: from 0 on, and again from 0 */
    Multi<OutboundSseEvent> channel(int number) {
        Set<MultiEmitter<? super OutboundSseEvent>> channel = channels.get(number % channels.size());
        return Multi.createFrom().emitter(client -> {
            // Later: it may end while it is given an event, which all of its channel are given one after the other.
            client.onTermination(() -> loop.runOnContext(_ -> channel.remove(client)));
            channel.add(client);
        });
    }

    void begin(@Observes StartupEvent started) {
        if (traffic.ticks() == Traffic.UNTHROTTLED) {
            loop.runOnContext(_ -> tickAsTaken());
        } else if (traffic.ticks() > 0) {
            Pacer.steady((count, due) -> loop.runOnContext(_ -> tick(count, due)), traffic.ticks(), traffic.burst());
        }
    }

    /** As fast as the slowest client takes it. */
    private void tickAsTaken() {
        boolean isFull = channels.stream().flatMap(Set::stream).anyMatch(client -> client.requested() == 0);
        if (isFull || channels.getFirst().isEmpty()) {
            vertx.setTimer(1, _ -> tickAsTaken());
        } else {
            tick(traffic.burst(), System.nanoTime());
            loop.runOnContext(_ -> tickAsTaken());
        }
    }

    private void tick(int count, long due) {
        for (int i = 0; i < count; i++) {
            OutboundSseEvent event = event(++sequences[next], due);
            channels.get(next).forEach(client -> client.emit(event));
            next = (next + 1) % channels.size();
        }
    }

    private OutboundSseEvent event(long sequence, long due) {
        return new OutboundSseEventImpl.BuilderImpl()
                .id("0000000000." + sequence + '.' + sequence)
                .data(new String(Payload.of(sequence, due, traffic.dataBytes()), US_ASCII))
                .build();
    }
}
