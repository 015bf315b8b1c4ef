package dev.sluice.gateway.fanout;

import dev.sluice.gateway.stream.FrameEncoder;
import dev.sluice.gateway.stream.RingLimits;
import dev.sluice.service.thread.ServiceThreads;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

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
     * @param ring what each event loop keeps of the newest events
     */
    public Fanout(
            KafkaReadSettings reading,
            FrameEncoder encoder,
            Demands demands,
            List<FailFastLoop> loops,
            RingLimits ring,
            ServiceThreads threads) {
        Map<String, Object> kafka = reading.settings();
        EventsLog log = new EventsLog(reading.admin(), reading.topics());
        this.encoder = encoder;
        this.demands = demands;
        this.states =
                new RelayStateReader(kafka, reading.admin(), reading.topics().relayState(), threads);
        this.replays = new ReplayReaders(reading, log, encoder, threads);
        this.hubs = loops.stream().map(loop -> new ChannelHub(loop, this, ring)).toList();
        this.tail = new TailReader(kafka, log, states, encoder, hubs, replays, threads);
    }

    /**
     * Has the time from Kafka's taking of an event to its writing to the clients measured, in milliseconds, once for each
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

    /** Joins a channel whose feed the requester's loop uses. */
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
