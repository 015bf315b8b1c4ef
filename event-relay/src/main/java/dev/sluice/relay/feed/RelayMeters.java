package dev.sluice.relay.feed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code sluice_relay_*}: made once, counted without a look-up. */
public final class RelayMeters {
    private final Counter events;
    private final Counter claims;
    private final Counter failedSends;
    private final Timer commits;
    private final AtomicInteger pulled = new AtomicInteger();

    public RelayMeters(MeterRegistry registry, EventSender sender) {
        events = registry.counter("sluice_relay_events");
        claims = registry.counter("sluice_relay_claims");
        failedSends = registry.counter("sluice_relay_failed_sends");
        commits = registry.timer("sluice_relay_commit");
        registry.gauge("sluice_relay_buffer_bytes", sender, EventSender::bufferedBytes);
        registry.gauge("sluice_relay_channels_pulled", pulled);
    }

    void onAccepted() {
        events.increment();
    }

    void onClaim() {
        claims.increment();
    }

    void onFailedSend() {
        failedSends.increment();
    }

    void onCommit(long nanos) {
        commits.record(Duration.ofNanos(nanos));
    }

    void onPull(int change) {
        pulled.addAndGet(change);
    }
}
