package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test after which a buffer was left unreleased. */
final class LeakCheck implements BeforeAllCallback, AfterEachCallback {
    /** What other tests of this JVM have left is not this one's. */
    @Override
    public void beforeAll(ExtensionContext context) {
        LeakRecorder.leaks();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
        assertThat(LeakRecorder.leaks()).as("buffers not released").isEmpty();
    }
}
