package dev.sluice.gateway.fanout;

import dev.sluice.gateway.stream.FrameEncoder;
import dev.sluice.model.topic.KafkaTopics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;

/** All that reads Kafka for the streams, put together for some event loops. */
public final class Fanout implements AutoCloseable {
    private final RelayStateReader states;
    private final FrameEncoder encoder;
    private final ReplayReaders replays;
    private final TailReader tail;
    private final Demands demands;
    private final List<ChannelHub> hubs;
    private volatile LongConsumer deliveries = _ -> {};

    /**
     * @param kafka client settings, {@code bootstrap.servers} at least
     * @param ringBytes of each feed, 0 = no ring
     */
    public Fanout(
            Map<String, Object> kafka,
            Admin admin,
            KafkaTopics topics,
            FrameEncoder encoder,
            Demands demands,
            List<? extends Executor> loops,
            long ringBytes) {
        EventsLog log = new EventsLog(admin, topics);
        this.encoder = encoder;
        this.demands = demands;
        this.states = new RelayStateReader(kafka, topics.relayState());
        this.replays = new ReplayReaders(kafka, log, encoder);
        this.hubs = loops.stream()
                .map(loop -> new ChannelHub(loop, this, ringBytes))
                .toList();
        this.tail = new TailReader(kafka, log, states, encoder, hubs);
    }

    /**
     * Has the time from Kafka's taking of an event to its writing to the clients told, in milliseconds, once for each
     * batch and event loop, on that loop. To be called before {@link #start}.
     */
    public void measureDeliveries(LongConsumer meter) {
        deliveries = meter;
    }

    public void start() {
        states.start();
        tail.start();
    }

    /** One for each event loop, in the order of the loops. */
    public List<ChannelHub> hubs() {
        return hubs;
    }

    public FrameEncoder encoder() {
        return encoder;
    }

    public ReplayReaders replays() {
        return replays;
    }

    public Demands demands() {
        return demands;
    }

    public RelayStateReader states() {
        return states;
    }

    /** Asks to join a channel whose feed the asker's loop uses. */
    public void join(JoinRequest request) {
        tail.join(request);
    }

    void onDelivered(long takenMillis) {
        deliveries.accept(Math.max(0, System.currentTimeMillis() - takenMillis));
    }

    TailReader tail() {
        return tail;
    }

    /** While the event loops still run. */
    @Override
    public void close() {
        demands.close();
        tail.close();
        replays.close();
        states.close();
        hubs.forEach(hub -> hub.post(hub::releaseAll));
    }
}
