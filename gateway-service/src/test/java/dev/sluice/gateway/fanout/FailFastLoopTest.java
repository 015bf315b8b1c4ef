package dev.sluice.gateway.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.FailedThreads;
import dev.sluice.service.thread.ServiceThreads;
import org.junit.jupiter.api.Test;

class FailFastLoopTest {
    private final FailedThreads failures = new FailedThreads();
    private final FailFastLoop loop = new FailFastLoop(Runnable::run, "stream-1", new ServiceThreads(failures));

    @Test
    void whatLeavesATaskEndsTheProcess() {
        loop.execute(() -> {
            throw new IllegalStateException("broken");
        });

        assertThat(failures.all()).containsExactly("stream-1: java.lang.IllegalStateException: broken");
    }

    @Test
    void anExceptionOfOneConnectionEndsNoProcessAndAnErrorDoes() {
        loop.onFailure(new IllegalStateException("of one connection"));
        assertThat(failures.all()).isEmpty();

        loop.onFailure(new NoClassDefFoundError("missing"));
        assertThat(failures.all()).hasSize(1);
    }
}
