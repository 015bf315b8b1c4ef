package dev.sluice.gateway.http;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one timer of an event loop: a coarse wheel that visits every open stream twice a second, a part of them at each
 * tick. Confined to its event loop.
 */
final class Beats {
    private static final int SLOTS = 10;
    static final int TICK_MILLIS = 50;

    /** A stream's seat in the wheel, so that it can leave at once. */
    static final class Seat {
        private final int slot;
        private int index;

        Seat(int slot, int index) {
            this.slot = slot;
            this.index = index;
        }
    }

    private final List<List<OpenStream>> slots = Stream.generate(() -> (List<OpenStream>) new ArrayList<OpenStream>())
            .limit(SLOTS)
            .toList();
    private final LongConsumer everyTick;
    private final Runnable everyTurn;
    private @Nullable ScheduledFuture<?> timer;
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

    void start(EventLoop loop) {
        timer = loop.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void stop() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    Seat add(OpenStream stream) {
        nextSeat = (nextSeat + 1) % SLOTS;
        List<OpenStream> slot = slots.get(nextSeat);
        slot.add(stream);
        return new Seat(nextSeat, slot.size() - 1);
    }

    void remove(Seat seat) {
        List<OpenStream> slot = slots.get(seat.slot);
        OpenStream last = slot.removeLast();
        if (seat.index < slot.size()) {
            slot.set(seat.index, last);
            last.seat().index = seat.index;
        }
    }

    /** Any of them may leave meanwhile. */
    void forEach(Consumer<OpenStream> visit) {
        slots.forEach(slot -> visit(slot, visit));
    }

    int size() {
        int size = 0;
        for (int i = 0; i < SLOTS; i++) {
            size += slots.get(i).size();
        }
        return size;
    }

    /** Visits so many; each has to leave by that. */
    void dismiss(int count, Consumer<OpenStream> visit) {
        int left = count;
        for (int i = 0; i < SLOTS; i++) {
            List<OpenStream> slot = slots.get(i);
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
        visit(slots.get(current), stream -> stream.onBeat(nanos, millis));
    }

    private static void visit(List<OpenStream> slot, Consumer<OpenStream> visit) {
        for (int i = slot.size() - 1; i >= 0; i--) {
            if (i < slot.size()) {
                visit.accept(slot.get(i));
            }
        }
    }
}
