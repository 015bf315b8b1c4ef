package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a class whose tests have left a buffer unreleased; what is told names the places that touched it. */
final class LeakCheck implements BeforeAllCallback, AfterAllCallback {
    /** What other tests of this JVM have left is not this one's. */
    @Override
    public void beforeAll(ExtensionContext context) {
        LeakRecorder.leaks();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
        assertThat(LeakRecorder.leaks()).as("buffers not released").isEmpty();
    }
}
