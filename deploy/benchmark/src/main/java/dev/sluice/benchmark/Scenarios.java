package dev.sluice.benchmark;

import dev.sluice.benchmark.server.Traffic;
import java.util.List;

/** All that can be measured, in the order in which it runs. */
final class Scenarios {
    /** Not 50: a rate in step with the 10 ms in which Linux counts CPU would be counted wrong. */
    private static final double TICKS = 53;

    private static final Traffic SMALL = Traffic.toAll(100, TICKS);

    static final List<Scenario> ALL = List.of(
            new FanOut("fanout-1000", "1,000 clients, 53 events/s of 100 B", 1000, SMALL),
            new LimitedFanOut(
                    "fanout-1000-limited",
                    "1,000 clients, 53 events/s of 100 B, by turns without and with a limit",
                    1000,
                    SMALL),
            new FanOut("fanout-5000", "5,000 clients, 4.1 events/s of 100 B", 5000, Traffic.toAll(100, 4.1)),
            new FanOut("fanout-1kib", "1,000 clients, 53 events/s of 1 KiB", 1000, Traffic.toAll(1024, TICKS)),
            new FanOut(
                    "burst-5",
                    "1,000 clients, 5 events at once 23 times a second; others send one at a time",
                    1000,
                    Traffic.toAll(100, 23).withBurst(5),
                    SMALL),
            new FanOut(
                    "burst-20",
                    "1,000 clients, 20 events at once 11 times a second; others send one at a time",
                    1000,
                    Traffic.toAll(100, 11).withBurst(20),
                    SMALL),
            new FanOut(
                    "sustained",
                    "1,000 clients, 100 B, as fast as they are taken",
                    1000,
                    Traffic.toAll(100, Traffic.UNTHROTTLED)),
            new StalledClients(
                    "stalled",
                    "2,000 clients that read, without and with 1,000 that do not, 19 events/s of 100 B",
                    2000,
                    1000,
                    Traffic.toAll(100, 19)),
            new IdleClients("idle", "10,000 clients, no events", 10_000),
            new IdleTls("idle-tls", "2,000 clients over TLS 1.3, no events", 2000),
            new Replay("replay-ring", "10,000 events to 20 clients, from memory"),
            new KafkaReplay("replay-kafka-one", "200,000 events of 100 B to one client, from Kafka", 1, 200_000, 100),
            new KafkaReplay(
                    "replay-kafka-one-1k", "100,000 events of 1 KB to one client, from Kafka", 1, 100_000, 1000),
            new KafkaReplay(
                    "replay-kafka-one-20k", "10,000 events of 20 KB to one client, from Kafka", 1, 10_000, 20_000),
            new KafkaReplay("replay-kafka-20", "100,000 events of 100 B to 20 clients, from Kafka", 20, 100_000, 100),
            new ReplayBesideLive(
                    "replay-beside-live",
                    "1,000 clients, 53 events/s of 100 B, without and beside 20 clients that replay 1 GB from Kafka",
                    1000,
                    SMALL,
                    20,
                    50_000,
                    1000),
            new FanOut(
                    "channels",
                    "1,000 channels with 5 clients each, 4,000 events/s of 100 B in all",
                    5000,
                    new Traffic(1000, 100, TICKS, 75)),
            new Reconnect("reconnect", "5,000 clients drop and come back at once", 5000),
            new StartTime("start", "the gateway's start with 10,000 APIs and 50,000 subscriptions", 10_000, 50_000),
            new WholePath(
                    "latency",
                    "backend, relay, Kafka, gateway, 1 client, 997 events/s of 100 B",
                    Traffic.toAll(100, 997)),
            new IdleChannels(
                    "relay-idle", "10,000 channels that the relay pulls, each with a connection, no events", 10, 1000),
            new IntoKafka(
                    "relay",
                    "one backend with 10,000 events/s of 100 B, 51 at once, into Kafka",
                    Traffic.toAll(100, 197).withBurst(51)),
            new IntoKafka(
                    "relay-sustained",
                    "one backend with events of 100 B, as fast as they are taken, into Kafka",
                    Traffic.toAll(100, Traffic.UNTHROTTLED).withBurst(51)));

    private Scenarios() {}

    static List<String> names() {
        return ALL.stream().map(Scenario::name).toList();
    }

    static Scenario named(String name) {
        return ALL.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no scenario '" + name + "'"));
    }
}
