package dev.sluice.gateway.server;

import static java.util.Objects.requireNonNull;

import dev.sluice.gateway.server.TestRelay.Pulled;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the events 1, 2, 3 .. of a channel at a steady rate, as relays do on a bad day: owners change, those that
 * were replaced go on for a while, records are repeated, and sends fail with others after them. For one thread; what
 * was published is for any.
 */
public final class HostilePublisher {
    /** An event, by its number and by the id that clients get. */
    record Place(int number, String id) {}

    private static final int PER_SECOND = 2000;
    /** Events of one turn, ten milliseconds. */
    private static final int TURN = PER_SECOND / 100;

    private static final int ZOMBIES = 30;
    private static final String TEXT = " as much text as a small event has, or a little more, in one line of letters";

    private final TestRelay relay;
    private final Pulled channel;
    private final Random random;
    private final AtomicReferenceArray<@Nullable String> ids;
    private volatile int published;
    private int claims;
    private boolean failed;

    HostilePublisher(TestRelay relay, Pulled channel, long seed, int most) {
        this.relay = relay;
        this.channel = channel;
        this.random = new Random(seed);
        this.ids = new AtomicReferenceArray<>(most + 1);
    }

    static String data(int number) {
        return number + TEXT;
    }

    /** How many are in the log, in order and without a hole. */
    int published() {
        return published;
    }

    int claims() {
        return claims;
    }

    /** An event that is published. */
    Place place(int number) {
        return new Place(number, requireNonNull(ids.get(number), "not published yet"));
    }

    /** What the id of an event begins with, be it published or not: all but its offset. */
    String idBeginning(int number) {
        return channel.generation + '.' + Long.toString(number, 36) + '.';
    }

    /** Goes on until it is interrupted, or all are sent. */
    void run() throws Exception {
        long due = System.nanoTime();
        int next = 1;
        while (next + TURN < ids.length() && !Thread.currentThread().isInterrupted()) {
            for (int i = 0; i < TURN; i++) {
                send(next++);
            }
            if (random.nextInt(100) == 0) {
                replaceOwner(next);
            } else if (random.nextInt(10) == 0) {
                repeat(next - 1 - random.nextInt(TURN));
            }
            due += 10_000_000L;
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    private void send(int number) {
        relay.writeLater(channel, relay.epoch(channel.feed), number, data(number), (written, failure) -> {
            if (failure != null) {
                failed = true;
            } else if (!failed) {
                ids.set(number, channel.id(number, written.offset()));
                published = number;
            }
        });
    }

    private void repeat(int number) {
        relay.writeLater(channel, relay.epoch(channel.feed), number, "repeated", (_, _) -> {});
    }

    /** The old owner's next send fails with some after it, another claims, and the old one does not know yet. */
    private void replaceOwner(int next) throws Exception {
        long old = relay.epoch(channel.feed);
        for (int i = 1; i <= 3; i++) {
            relay.writeLater(channel, old, next + i, "after a failed send", (_, _) -> {});
        }
        relay.claim(channel.feed);
        claims++;
        for (int i = 0; i < ZOMBIES; i++) {
            relay.writeLater(channel, old, next + i, "zombie", (_, _) -> {});
        }
        channel.sequence = next - 1;
        relay.checkpoint(channel.feed);
    }
}
