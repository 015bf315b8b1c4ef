package dev.sluice.relay.feed;

import dev.sluice.kafka.UnreadableRecords;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.model.topic.KafkaTopic;
import dev.sluice.model.topic.KafkaTopics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/** {@code sluice_relay_*}: made once, counted without a look-up. Thread safe. */
public final class RelayMeters {
    private final AtomicIntegerArray channels = new AtomicIntegerArray(Upstream.values().length);
    private final Counter events;
    private final Counter reconnects;
    private final Counter duplicates;
    private final Counter claims;
    private final Counter failedSends;
    private final Counter faults;
    private final Timer commits;

    public RelayMeters(MeterRegistry registry, EventSender sender) {
        events = registry.counter("sluice_relay_events");
        reconnects = registry.counter("sluice_relay_reconnects");
        duplicates = registry.counter("sluice_relay_duplicates_dropped");
        claims = registry.counter("sluice_relay_claims");
        failedSends = registry.counter("sluice_relay_failed_sends");
        faults = registry.counter("sluice_relay_faults");
        commits = registry.timer("sluice_relay_commit");
        registry.gauge("sluice_relay_buffer_bytes", sender, EventSender::bufferedBytes);
        for (Upstream upstream : Upstream.values()) {
            Gauge.builder("sluice_relay_channels", channels, all -> all.get(upstream.ordinal()))
                    .tag("state", upstream.wireName())
                    .register(registry);
        }
    }

    /** Counts the records of the control topics that relays read and cannot. */
    public static UnreadableRecords unreadableRecords(MeterRegistry registry, KafkaTopics topics) {
        Map<String, KafkaTopic> read = Map.of(
                "apis", topics.apis(),
                "nodes", topics.nodes(),
                "demand", topics.demand(),
                "relay-state", topics.relayState());
        UnreadableRecords unreadable = new UnreadableRecords(read.values());
        read.forEach((name, topic) -> FunctionCounter.builder(
                        "sluice_relay_unreadable_records", unreadable, counted -> counted.count(topic))
                .tag("topic", name)
                .register(registry));
        return unreadable;
    }

    void onAccepted() {
        events.increment();
    }

    /** A backend is about to be asked again. */
    void onReconnect() {
        reconnects.increment();
    }

    /** A backend has sent again what is in the log. */
    void onDuplicates(int count) {
        duplicates.increment(count);
    }

    void onClaim() {
        claims.increment();
    }

    /** Something that is not foreseen has ended what a shard or a pull was at; it begins anew. Any thread. */
    public void onFault() {
        faults.increment();
    }

    void onFailedSend() {
        failedSends.increment();
    }

    void onCommit(long nanos) {
        commits.record(Duration.ofNanos(nanos));
    }

    /**
     * The upstream of a channel that is pulled here has changed.
     *
     * @param from {@code null} = its pull begins
     * @param to {@code null} = its pull is over
     */
    void onUpstream(@Nullable Upstream from, @Nullable Upstream to) {
        if (from != null) {
            channels.decrementAndGet(from.ordinal());
        }
        if (to != null) {
            channels.incrementAndGet(to.ordinal());
        }
    }
}
