package dev.sluice.relay.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.service.thread.ServiceThreads;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PullGuardTest {
    private final List<Throwable> ends = new ArrayList<>();
    private final RecordingLog log = new RecordingLog();
    private final PullGuard guard = new PullGuard(new ServiceThreads((_, cause) -> ends.add(cause)), log);

    @Test
    void anExceptionConcernsItsPullAloneAndIsCounted() {
        // When
        guard.run(() -> {
            throw new IllegalStateException("of one pull");
        });

        // Then
        assertThat(log.faults).isEqualTo(1);
        assertThat(ends).isEmpty();
    }

    @Test
    void anErrorEndsTheProcess() {
        // Given
        Error error = new OutOfMemoryError("direct buffers");

        // When
        guard.run(() -> {
            throw error;
        });

        // Then
        assertThat(ends).containsExactly(error);
    }
}
