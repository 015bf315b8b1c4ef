package dev.sluice.acceptance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * What befalls the processes of a system, as a seed draws it: two or three faults within some seconds, each to another
 * process, begun so close to each other that they overlap.
 */
record Story(List<Fault> faults) {
    private static final List<String> NODES = List.of("relay-1", "relay-2", "gateway-1", "gateway-2");
    private static final int MAX_START_MS = 3_000;
    private static final int MIN_FROZEN_MS = 1_000;
    private static final int MAX_FROZEN_MS = 12_000;

    /** What happens to a process; the launcher starts again what has gone. */
    enum Kind {
        KILLED,
        /** By SIGTERM. */
        ENDED,
        FROZEN
    }

    /**
     * One fault.
     *
     * @param at from the beginning of the story
     * @param lasts zero unless it is {@link Kind#FROZEN}
     */
    record Fault(String node, Kind kind, Duration at, Duration lasts) {
        private static Fault draw(String node, Random random) {
            Kind kind = node.startsWith("relay") ? Kind.values()[random.nextInt(Kind.values().length)] : Kind.KILLED;
            Duration at = Duration.ofMillis(random.nextInt(MAX_START_MS));
            Duration lasts = kind == Kind.FROZEN
                    ? Duration.ofMillis(random.nextInt(MIN_FROZEN_MS, MAX_FROZEN_MS))
                    : Duration.ZERO;
            return new Fault(node, kind, at, lasts);
        }

        private void happenTo(LocalSystem system) {
            LockSupport.parkNanos(at.toNanos());
            switch (kind) {
                case KILLED -> system.kill(node);
                case ENDED -> system.stop(node);
                case FROZEN -> {
                    system.freeze(node);
                    LockSupport.parkNanos(lasts.toNanos());
                    system.thaw(node);
                }
            }
        }

        @Override
        public String toString() {
            String text = node + ' ' + kind + " at " + at.toMillis() + " ms";
            return kind == Kind.FROZEN ? text + " for " + lasts.toMillis() + " ms" : text;
        }
    }

    /** The same one for the same seed. */
    static Story draw(long seed) {
        Random random = new Random(seed);
        List<String> nodes = new ArrayList<>(NODES);
        Collections.shuffle(nodes, random);
        int count = random.nextInt(2, 4);
        return new Story(nodes.stream()
                .limit(count)
                .map(node -> Fault.draw(node, random))
                .toList());
    }

    /** Returns when the last fault is over; what was killed or ended need not be back. */
    void happenTo(LocalSystem system) throws InterruptedException, ExecutionException {
        // A thread of the platform for each: they wait for processes.
        try (ExecutorService threads = Executors.newFixedThreadPool(faults.size())) {
            List<Callable<Object>> all = faults.stream()
                    .map(fault -> Executors.callable(() -> fault.happenTo(system)))
                    .toList();
            for (Future<Object> fault : threads.invokeAll(all)) {
                fault.get();
            }
        }
    }

    @Override
    public String toString() {
        return faults.stream().map(Fault::toString).collect(Collectors.joining(", "));
    }
}
