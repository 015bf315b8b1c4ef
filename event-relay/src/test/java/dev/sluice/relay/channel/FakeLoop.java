package dev.sluice.relay.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A loop whose time stands still until it is moved; timers run as their time comes. */
final class FakeLoop implements PullLoop {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Due> timers = new ArrayList<>();
    private final List<Runnable> soon = new ArrayList<>();
    private long nanos;
    /** Whether time passes with each look at the clock. */
    boolean ticks;

    private record Due(long at, Runnable task) {}

    @Override
    public Instant now() {
        nanos += ticks ? 1_000_000 : 0;
        return BEGIN.plusNanos(nanos);
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public void soon(Runnable task) {
        soon.add(task);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        Due due = new Due(nanos + Math.max(0, delay.toNanos()), task);
        timers.add(due);
        return () -> timers.removeIf(other -> other == due);
    }

    /** Ends the present turn of the loop. */
    void turn() {
        List<Runnable> due = List.copyOf(soon);
        soon.clear();
        due.forEach(Runnable::run);
    }

    void pass(Duration time) {
        turn();
        long end = nanos + time.toNanos();
        while (true) {
            Due next = timers.stream().min(Comparator.comparingLong(Due::at)).orElse(null);
            if (next == null || next.at() > end) {
                break;
            }
            timers.remove(next);
            nanos = Math.max(nanos, next.at());
            next.task().run();
        }
        nanos = end;
    }

    int timers() {
        return timers.size();
    }
}
