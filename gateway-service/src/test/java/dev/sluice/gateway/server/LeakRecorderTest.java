package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;

class LeakRecorderTest {
    @Test
    void aBufferThatIsNotReleasedIsFound() {
        LeakRecorder.leaks();
        leak();
        assertThat(LeakRecorder.leaks()).singleElement().asString().contains("LeakRecorderTest.leak");
        assertThat(LeakRecorder.leaks()).isEmpty();
    }

    private static void leak() {
        PooledByteBufAllocator.DEFAULT.directBuffer().writeByte(1);
    }
}
