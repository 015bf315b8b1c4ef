package dev.sluice.gateway.http;

import dev.sluice.gateway.fanout.GuardedLoop;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one timer of an event loop: a coarse wheel whose ticks each look after a part of the open streams, so that each has its
 * turn twice a second. A stream is only touched when it is due: thousands of them do not fit into the core's cache.
 *
 * <p>Confined to its event loop.
 */
final class Beats {
    private static final int SLOTS = 10;
    static final int TICK_MILLIS = 50;
    /** When the wall clock has moved so far against the other, what was due by it may be due now. */
    private static final long CLOCK_STEP_MILLIS = 100;

    /** A stream's seat in the wheel, so that it can leave at once. */
    static final class Seat {
        private final int slot;
        private int index;

        Seat(int slot, int index) {
            this.slot = slot;
            this.index = index;
        }
    }

    /** Streams that have their turn together, and when each is due, by {@link System#nanoTime()}. */
    private static final class Slot {
        private static final int SMALLEST = 16;

        private final List<OpenStream> streams = new ArrayList<>();
        private long[] due = new long[SMALLEST];

        /** Answers where it sits. */
        int add(OpenStream stream, long nanos) {
            int index = streams.size();
            if (index == due.length) {
                due = Arrays.copyOf(due, index * 2);
            }
            streams.add(stream);
            due[index] = nanos;
            return index;
        }

        void remove(int index) {
            OpenStream last = streams.removeLast();
            int end = streams.size();
            if (index < end) {
                streams.set(index, last);
                due[index] = due[end];
                last.seat().index = index;
            }
        }

        void visitDue(long nanos, long millis) {
            for (int i = streams.size() - 1; i >= 0; i--) {
                if (i < streams.size() && nanos - due[i] >= 0) {
                    OpenStream stream = streams.get(i);
                    long next = stream.onBeat(nanos, millis);
                    if (i < streams.size() && streams.get(i) == stream) {
                        due[i] = next;
                    }
                }
            }
        }

        void visitAll(Consumer<OpenStream> visit) {
            for (int i = streams.size() - 1; i >= 0; i--) {
                if (i < streams.size()) {
                    visit.accept(streams.get(i));
                }
            }
        }
    }

    private final List<Slot> slots = Stream.generate(Slot::new).limit(SLOTS).toList();
    private final LongConsumer everyTick;
    private final Runnable everyTurn;
    private @Nullable ScheduledFuture<?> timer;
    private long clockDifference;
    private int current;
    private int nextSeat;

    /**
     * @param everyTick is given the time of each tick, in nanoseconds
     * @param everyTurn is run twice a second
     */
    Beats(LongConsumer everyTick, Runnable everyTurn) {
        this.everyTick = everyTick;
        this.everyTurn = everyTurn;
    }

    void start(EventLoop loop, GuardedLoop guarded) {
        timer = loop.scheduleWithFixedDelay(
                () -> guarded.run(this::tick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void stop() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    /** It is due at its next turn. */
    Seat add(OpenStream stream) {
        nextSeat = (nextSeat + 1) % SLOTS;
        return new Seat(nextSeat, slots.get(nextSeat).add(stream, System.nanoTime()));
    }

    void remove(Seat seat) {
        slots.get(seat.slot).remove(seat.index);
    }

    /** What it waits for may come at any time now: it is due at its next turn. */
    void hasten(Seat seat) {
        slots.get(seat.slot).due[seat.index] = System.nanoTime();
    }

    /** Any of them may leave meanwhile. */
    void forEach(Consumer<OpenStream> visit) {
        slots.forEach(slot -> slot.visitAll(visit));
    }

    int size() {
        int size = 0;
        for (int i = 0; i < SLOTS; i++) {
            size += slots.get(i).streams.size();
        }
        return size;
    }

    /** Visits so many; each has to leave by that. */
    void dismiss(int count, Consumer<OpenStream> visit) {
        int left = count;
        for (int i = 0; i < SLOTS; i++) {
            List<OpenStream> slot = slots.get(i).streams;
            for (; left > 0 && !slot.isEmpty(); left--) {
                visit.accept(slot.getLast());
            }
        }
    }

    private void tick() {
        current = (current + 1) % SLOTS;
        long nanos = System.nanoTime();
        everyTick.accept(nanos);
        if (current == 0) {
            everyTurn.run();
        }
        long millis = System.currentTimeMillis();
        if (hasClockStepped(nanos, millis)) {
            slots.forEach(slot -> Arrays.fill(slot.due, nanos));
        }
        slots.get(current).visitDue(nanos, millis);
    }

    private boolean hasClockStepped(long nanos, long millis) {
        long before = clockDifference;
        clockDifference = millis - TimeUnit.NANOSECONDS.toMillis(nanos);
        return Math.abs(clockDifference - before) > CLOCK_STEP_MILLIS;
    }
}
