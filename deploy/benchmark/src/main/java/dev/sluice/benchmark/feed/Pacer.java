package dev.sluice.benchmark.feed;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Lets events be sent on a thread of its own until it is closed: at a steady rate, or as fast as clients take it. */
public final class Pacer implements AutoCloseable {
    private static final double NANOS_PER_SECOND = 1e9;
    /** Events that may be under way to all clients when nothing else holds the rate back. */
    private static final int WINDOW = 64;

    private static final long LOOK_AGAIN_NANOS = 200_000;

    private final TrafficSender sender;
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable Exception failure;

    private Pacer(TrafficSender sender, SendLoop sending) {
        this.sender = sender;
        this.thread = Thread.ofPlatform().name("pacer").daemon().start(() -> run(sending));
    }

    /**
     * A burst at each tick, stamped with when it was due. A tick that comes late is not left out.
     *
     * @param ticks a second
     */
    public static Pacer steady(TrafficSender sender, double ticks, int burst) {
        long period = Math.round(NANOS_PER_SECOND / ticks);
        return new Pacer(sender, pacer -> pacer.sendSteadily(period, burst));
    }

    /**
     * One event after the other, at most {@value #WINDOW} under way.
     *
     * @param delivered events that all clients together have received
     */
    public static Pacer unthrottled(TrafficSender sender, LongSupplier delivered, int clients) {
        return new Pacer(sender, pacer -> pacer.sendAsTaken(delivered, clients));
    }

    /** @throws IllegalStateException when it ended before */
    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
        if (failure != null) {
            throw new IllegalStateException("events could not be sent", failure);
        }
    }

    private void run(SendLoop sending) {
        try {
            sending.send(this);
        } catch (IOException | ExecutionException | RuntimeException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendSteadily(long period, int burst) throws IOException, ExecutionException, InterruptedException {
        long due = System.nanoTime() + period;
        while (!closed) {
            long wait = due - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            } else {
                sender.send(burst, due);
                due += period;
            }
        }
    }

    private void sendAsTaken(LongSupplier delivered, int clients)
            throws IOException, ExecutionException, InterruptedException {
        long before = delivered.getAsLong();
        long sent = 0;
        while (!closed) {
            long underWay = sent - (delivered.getAsLong() - before) / clients;
            if (underWay >= WINDOW) {
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            } else {
                sender.send(1, System.nanoTime());
                sent++;
            }
        }
    }

    private interface SendLoop {
        void send(Pacer pacer) throws IOException, ExecutionException, InterruptedException;
    }
}
