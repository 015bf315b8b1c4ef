package dev.sluice.relay.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.relay.channel.ChannelLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps what it is told, in order; full when the test says so. */
final class RecordingLog implements ChannelLog {
    private static final int PATIENCE_SECONDS = 20;

    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
    volatile boolean full;
    volatile int faults;

    @Override
    public void event(@Nullable String type, byte[] data, @Nullable String id) {
        told.add(Told.Event.of(type, data, id));
    }

    @Override
    public void mark(String id) {
        told.add(new Told.Mark(id));
    }

    @Override
    public void gap(ControlEvent.Gap gap) {
        told.add(new Told.Gap(gap));
    }

    @Override
    public void end(ControlEvent.End end) {
        told.add(new Told.End(end));
    }

    @Override
    public void status(UpstreamStatus status) {
        told.add(new Told.Status(status));
    }

    @Override
    public void reconnecting() {}

    @Override
    public void repeated(int blocks) {}

    @Override
    public void onFault() {
        faults++;
    }

    @Override
    public void gather() {}

    @Override
    public void commit() {}

    @Override
    public boolean isFull() {
        return full;
    }

    Told next() throws InterruptedException {
        Told next = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("told within %s s", PATIENCE_SECONDS).isNotNull();
        return next;
    }

    /** Passes over statuses. */
    Told nextRecord() throws InterruptedException {
        Told next = next();
        while (next instanceof Told.Status) {
            next = next();
        }
        return next;
    }

    /** Passes over what is told until then; events, gaps and ends among it are a failure. */
    UpstreamStatus nextStatus(Upstream wanted) throws InterruptedException {
        while (true) {
            Told next = next();
            assertThat(next).isInstanceOf(Told.Status.class);
            UpstreamStatus status = ((Told.Status) next).status();
            if (status.upstream() == wanted) {
                return status;
            }
        }
    }

    /** All that is told before the pull stands so. */
    List<Told> until(Upstream wanted) throws InterruptedException {
        List<Told> before = new ArrayList<>();
        while (true) {
            Told next = next();
            if (next instanceof Told.Status status && status.status().upstream() == wanted) {
                return before;
            }
            before.add(next);
        }
    }

    boolean isEmpty() {
        return told.isEmpty();
    }

    int size() {
        return told.size();
    }
}
