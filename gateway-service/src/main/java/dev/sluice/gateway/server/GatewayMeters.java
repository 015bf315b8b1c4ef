package dev.sluice.gateway.server;

import static java.util.Objects.requireNonNull;

import dev.sluice.gateway.control.ControlPlane;
import dev.sluice.gateway.fanout.ChannelHub;
import dev.sluice.gateway.fanout.Fanout;
import dev.sluice.gateway.fanout.RelayStateReader;
import dev.sluice.gateway.stream.CloseReason;
import dev.sluice.gateway.stream.ResumeResult;
import dev.sluice.gateway.stream.StreamCounters;
import dev.sluice.gateway.stream.StreamProtocol;
import dev.sluice.gateway.subscribe.RetryableRefusal;
import dev.sluice.model.api.TopicStreaming.SlowClient;
import dev.sluice.model.control.ControlEvent.GoAwayReason;
import dev.sluice.model.control.GapReason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The data plane's meters: sums over the event loops, read on request. */
final class GatewayMeters {
    private static final String PREFIX = "sluice_gateway_";
    private static final String REASON = "reason";
    private static final Duration[] FIRST_EVENT_BUCKETS = LongStream.of(
                    5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final DataPlane dataPlane;
    private final Drain drain;
    private final Fanout fanout;
    private final ControlPlane control;

    GatewayMeters(MeterRegistry registry, DataPlane dataPlane, Drain drain, Fanout fanout, ControlPlane control) {
        this.registry = registry;
        this.dataPlane = dataPlane;
        this.drain = drain;
        this.fanout = fanout;
        this.control = control;
    }

    void register() {
        Timer delivery = Timer.builder(PREFIX + "delivery")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry);
        fanout.measureDeliveries(millis -> delivery.record(millis, TimeUnit.MILLISECONDS));
        measureFirstEvents();
        counter("deliveries", Tags.empty(), StreamCounters::deliveries);
        counter("bytes", Tags.empty(), StreamCounters::bytes);
        counter("replayed", Tags.of("source", "ring"), StreamCounters::replayedFromRing);
        counter("replayed", Tags.of("source", "kafka"), StreamCounters::replayedFromKafka);
        for (ResumeResult result : ResumeResult.values()) {
            counter("resume", Tags.of("result", result.wireName()), counted -> counted.resumes(result));
        }
        for (GapReason reason : GapReason.values()) {
            counter("gap", Tags.of(REASON, reason.wireName()), counted -> counted.gaps(reason));
        }
        for (SlowClient policy : SlowClient.values()) {
            counter("slow", Tags.of("policy", policy.wireName()), counted -> counted.slow(policy));
        }
        for (GoAwayReason reason : EnumSet.copyOf(Stream.of(RetryableRefusal.values())
                .map(RetryableRefusal::reason)
                .toList())) {
            counter("refused", Tags.of(REASON, reason.wireName()), counted -> counted.refused(reason));
        }
        counter("refused", Tags.of(REASON, "quota"), StreamCounters::quotaRefused);
        for (CloseReason reason : CloseReason.values()) {
            counter(
                    "closed",
                    Tags.of(REASON, reason.name().toLowerCase(Locale.ROOT)),
                    counted -> counted.closed(reason));
        }
        for (StreamProtocol protocol : StreamProtocol.values()) {
            Gauge.builder(PREFIX + "connections", dataPlane, plane -> plane.streams(protocol))
                    .tags("protocol", protocol.wireName(), "state", "open")
                    .register(registry);
            Gauge.builder(PREFIX + "connections", fanout, read -> read.replays().waiting(protocol))
                    .tags("protocol", protocol.wireName(), "state", "replaying")
                    .register(registry);
        }
        Gauge.builder(PREFIX + "drain_seconds", drain, Drain::seconds).register(registry);
        Gauge.builder(PREFIX + "drain_limit_seconds", drain, Drain::limitSeconds)
                .register(registry);
        Gauge.builder(PREFIX + "ring_bytes", fanout, GatewayMeters::ringBytes).register(registry);
        Gauge.builder(
                        PREFIX + "replay_window_bytes",
                        fanout,
                        read -> read.replays().windowBytes())
                .register(registry);
        FunctionCounter.builder(
                        PREFIX + "replay_received_bytes",
                        fanout,
                        read -> read.replays().receivedBytes())
                .register(registry);
        unreadable("apis", control, ControlPlane::unreadableApis);
        unreadable("access", control, ControlPlane::unreadableAccess);
        unreadable("relay-state", fanout.states(), RelayStateReader::unreadableRecords);
    }

    /** Buckets of its own: most clients wait for milliseconds, one whose replay comes from Kafka for seconds. */
    private void measureFirstEvents() {
        Map<ResumeResult, Timer> timers = new EnumMap<>(ResumeResult.class);
        for (ResumeResult start : ResumeResult.values()) {
            timers.put(
                    start,
                    Timer.builder(PREFIX + "first_event")
                            .tag("result", start.wireName())
                            .serviceLevelObjectives(FIRST_EVENT_BUCKETS)
                            .register(registry));
        }
        dataPlane.measureFirstEvents(
                (start, nanos) -> requireNonNull(timers.get(start)).record(nanos, TimeUnit.NANOSECONDS));
    }

    private <T> void unreadable(String topic, T reader, ToDoubleFunction<T> count) {
        FunctionCounter.builder(PREFIX + "unreadable_records", reader, count)
                .tag("topic", topic)
                .register(registry);
    }

    private void counter(String name, Tags tags, ToLongFunction<StreamCounters> value) {
        FunctionCounter.builder(
                        PREFIX + name,
                        dataPlane,
                        plane -> plane.counters().stream().mapToLong(value).sum())
                .tags(tags)
                .register(registry);
    }

    /** Every loop's rings refer to the same frames; the largest is what is held. */
    private static double ringBytes(Fanout fanout) {
        return fanout.hubs().stream().mapToLong(ChannelHub::ringBytes).max().orElse(0);
    }
}
