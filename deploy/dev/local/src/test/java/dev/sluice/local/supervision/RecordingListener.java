package dev.sluice.local.supervision;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a supervisor reports. */
final class RecordingListener implements SupervisionListener {
    record Restart(String nodeId, String cause, Duration delay, long atNanos) {}

    private final BlockingQueue<PartReport> ready = new LinkedBlockingQueue<>();
    private final BlockingQueue<Restart> restarts = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> stopped = new LinkedBlockingQueue<>();

    @Override
    public void onChange(List<PartReport> parts) {}

    @Override
    public void onReady(PartReport part, Duration sinceStart) {
        ready.add(part);
    }

    @Override
    public void onRestart(PartReport part, String cause, Duration delay, String log) {
        restarts.add(new Restart(part.id().nodeId(), cause, delay, System.nanoTime()));
    }

    @Override
    public void onStopped(PartReport part, String cause) {
        stopped.add(part.id().nodeId());
    }

    PartReport nextReady() throws InterruptedException {
        return next(ready);
    }

    Restart nextRestart() throws InterruptedException {
        return next(restarts);
    }

    List<String> stopped() {
        return List.copyOf(stopped);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(30, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing within 30 s");
        }
        return next;
    }
}
