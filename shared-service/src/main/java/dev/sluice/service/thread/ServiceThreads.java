package dev.sluice.service.thread;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * All threads of a process that it cannot do without. A thread that fails ends the process; one that is stuck in our own code is
 * a reason for a restart. A thread that waits for Kafka is neither. Thread safe.
 */
public final class ServiceThreads {
    private static final Duration MAX_TURN = Duration.ofSeconds(30);

    private final ProcessExit exit;
    private final Duration maxTurn;
    private final List<ServiceThread> threads = new CopyOnWriteArrayList<>();
    private final List<ServiceTimer> timers = new CopyOnWriteArrayList<>();
    private final List<Probe> probes = new CopyOnWriteArrayList<>();

    /** A thread of a library that runs our tasks, such as an event loop. */
    private record Probe(String name, LongSupplier lastTurnNanos) {}

    /** A turn of a thread may take 30 s. */
    public ServiceThreads(ProcessExit exit) {
        this(exit, MAX_TURN);
    }

    ServiceThreads(ProcessExit exit, Duration maxTurn) {
        this.exit = exit;
        this.maxTurn = maxTurn;
    }

    /** Returns a new thread, which has to be started. */
    public ServiceThread thread(String name, ServiceThread.Loop loop) {
        ServiceThread thread = new ServiceThread(name, loop, this);
        threads.add(thread);
        return thread;
    }

    /** Returns a new timer with one thread. A task that throws ends the process. */
    public ScheduledExecutorService timer(String name) {
        ServiceTimer timer = new ServiceTimer(name, this);
        timers.add(timer);
        return timer;
    }

    /**
     * Watches a thread that is not one of these.
     *
     * @param lastTurnNanos when it was last seen to work, by {@link System#nanoTime}
     */
    public void watch(String name, LongSupplier lastTurnNanos) {
        probes.add(new Probe(name, lastTurnNanos));
    }

    /** Ends the process, since what this thread threw leaves the service in an unknown state. Any thread. */
    public void fail(String thread, Throwable cause) {
        exit.onFailure(thread, cause);
    }

    /** Returns what is wrong with each thread that has ended or is stuck; empty = all work. */
    public List<String> problems() {
        long now = System.nanoTime();
        return Stream.of(
                        threads.stream().map(ServiceThread::problem),
                        timers.stream().map(ServiceTimer::problem),
                        probes.stream().map(probe -> problem(probe, now)))
                .flatMap(problems -> problems.flatMap(Optional::stream))
                .toList();
    }

    Duration maxTurn() {
        return maxTurn;
    }

    void forget(ServiceThread ended) {
        if (!ended.isRunning()) {
            threads.remove(ended);
        }
    }

    void forget(ServiceTimer ended) {
        timers.remove(ended);
    }

    private Optional<String> problem(Probe probe, long now) {
        long nanos = now - probe.lastTurnNanos().getAsLong();
        return nanos <= maxTurn.toNanos()
                ? Optional.empty()
                : Optional.of(probe.name() + " is stuck for "
                        + Duration.ofNanos(nanos).toSeconds() + " s");
    }
}
