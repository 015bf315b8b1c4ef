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

/** Keeps what it is given, in order; full when the test says so. */
final class RecordingLog implements ChannelLog {
    private static final int PATIENCE_SECONDS = 20;

    private final BlockingQueue<PullOutput> outputs = new LinkedBlockingQueue<>();
    volatile boolean full;
    volatile int faults;

    @Override
    public void event(@Nullable String type, byte[] data, @Nullable String id) {
        outputs.add(PullOutput.Event.of(type, data, id));
    }

    @Override
    public void mark(String id) {
        outputs.add(new PullOutput.Mark(id));
    }

    @Override
    public void gap(ControlEvent.Gap gap) {
        outputs.add(new PullOutput.Gap(gap));
    }

    @Override
    public void end(ControlEvent.End end) {
        outputs.add(new PullOutput.End(end));
    }

    @Override
    public void status(UpstreamStatus status) {
        outputs.add(new PullOutput.Status(status));
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
    public void beginBatch() {}

    @Override
    public void endBatch() {}

    @Override
    public boolean isFull() {
        return full;
    }

    PullOutput next() throws InterruptedException {
        PullOutput next = outputs.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("written within %s s", PATIENCE_SECONDS).isNotNull();
        return next;
    }

    /** Passes over statuses. */
    PullOutput nextRecord() throws InterruptedException {
        PullOutput next = next();
        while (next instanceof PullOutput.Status) {
            next = next();
        }
        return next;
    }

    /** Passes over what is written until then; events, gaps and ends among it are a failure. */
    UpstreamStatus nextStatus(Upstream wanted) throws InterruptedException {
        while (true) {
            PullOutput next = next();
            assertThat(next).isInstanceOf(PullOutput.Status.class);
            UpstreamStatus status = ((PullOutput.Status) next).status();
            if (status.upstream() == wanted) {
                return status;
            }
        }
    }

    /** All that is written before the pull stands so. */
    List<PullOutput> until(Upstream wanted) throws InterruptedException {
        List<PullOutput> before = new ArrayList<>();
        while (true) {
            PullOutput next = next();
            if (next instanceof PullOutput.Status status && status.status().upstream() == wanted) {
                return before;
            }
            before.add(next);
        }
    }

    boolean isEmpty() {
        return outputs.isEmpty();
    }

    int size() {
        return outputs.size();
    }
}
