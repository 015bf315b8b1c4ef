package dev.sluice.benchmark.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.benchmark.load.Payload;
import dev.sluice.kafka.EventRecords;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.channel.Feed;
import dev.sluice.model.event.EventId;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.relay.BackendClass;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.FeedState;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.model.wire.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes one API's events straight into Kafka, as its relay would: one claim, one checkpoint in which all channels are
 * live, then events. For one thread.
 */
public final class SimulatedRelay implements AutoCloseable {
    /** Longer than any burst takes: what is sent together is written together, when it is flushed. */
    private static final int LINGER_MILLIS = 1000;

    private static final int BATCH_BYTES = 1 << 20;
    /** Of a relay that has more to write than it has written. */
    private static final Map<String, Object> BUSY_RELAY =
            Map.of("linger.ms", 20, "batch.size", 16_384, "compression.type", "lz4");

    private static final String RELAY = "relay-1";

    private final Installation installation;
    private final ApiRecord api;
    private final Feed feed;
    private final String kafkaTopic;
    private final int dataBytes;
    private final List<SimulatedChannel> channels = new ArrayList<>();
    private final KafkaProducer<String, byte[]> events;
    private final long epoch;
    private int next;

    /**
     * @param channels their paths are {@code /0}, {@code /1} and so on
     * @param dataBytes of each event
     */
    public SimulatedRelay(Installation installation, ApiRecord api, int channels, int dataBytes)
            throws InterruptedException, ExecutionException {
        this.installation = installation;
        this.api = api;
        this.feed = new Feed(api.apiId(), 0);
        this.kafkaTopic = installation.topics().eventsName(api.apiId());
        this.dataBytes = dataBytes;
        for (int i = 0; i < channels; i++) {
            Channel channel = new Channel(api.apiId(), api.environment(), KeyType.PRODUCTION, "/" + i, null);
            this.channels.add(new SimulatedChannel(channel.key()));
        }
        this.events =
                producer(Map.of("linger.ms", LINGER_MILLIS, "batch.size", BATCH_BYTES, "compression.type", "lz4"));
        Future<RecordMetadata> claim =
                events.send(EventRecords.claimToSend(kafkaTopic, feed.partition(), RELAY.getBytes(UTF_8)));
        events.flush();
        this.epoch = claim.get().offset();
        checkpoint(epoch + 1);
    }

    /** The API's path of a channel. */
    public String path(int channel) {
        return api.basePath() + '/' + channel;
    }

    /** The Kafka topic of the API's events. */
    public String kafkaTopic() {
        return kafkaTopic;
    }

    /**
     * Makes history: events that lie in the log before the relay's checkpoint, with padding that cannot be compressed, in
     * batches as a busy relay writes them.
     *
     * @return the id of the first one
     */
    public EventId write(int count) throws InterruptedException, ExecutionException {
        SimulatedChannel channel = channels.getFirst();
        Future<RecordMetadata> first = null;
        Future<RecordMetadata> last = null;
        long firstSequence = channel.sequence() + 1;
        try (KafkaProducer<String, byte[]> busy = producer(BUSY_RELAY)) {
            for (int i = 0; i < count; i++) {
                long sequence = channel.nextSequence();
                last = busy.send(row(channel, sequence, Payload.ofNoise(sequence, System.nanoTime(), dataBytes)));
                first = first == null ? last : first;
            }
        }
        if (first == null || last == null) {
            throw new IllegalArgumentException("nothing to write");
        }
        checkpoint(last.get().offset() + 1);
        return new EventId(channel.generation(), firstSequence, first.get().offset());
    }

    /**
     * Sends events to one channel after the other, in as few requests as can be; returns when Kafka has them.
     *
     * @param dueNanos when they should have been sent
     * @return the id of the last one
     */
    public EventId send(int count, long dueNanos) throws InterruptedException, ExecutionException {
        Future<RecordMetadata> last = null;
        SimulatedChannel channel = channels.getFirst();
        for (int i = 0; i < count; i++) {
            channel = channels.get(next);
            next = (next + 1) % channels.size();
            long sequence = channel.nextSequence();
            last = events.send(row(channel, sequence, Payload.of(sequence, dueNanos, dataBytes)));
        }
        events.flush();
        if (last == null) {
            throw new IllegalArgumentException("nothing to send");
        }
        return new EventId(channel.generation(), channel.sequence(), last.get().offset());
    }

    @Override
    public void close() {
        events.close();
    }

    private ProducerRecord<String, byte[]> row(SimulatedChannel channel, long sequence, byte[] data) {
        return EventRecords.toSend(
                kafkaTopic,
                feed.partition(),
                RecordKind.EVENT,
                channel.key(),
                epoch,
                channel.generation(),
                sequence,
                null,
                null,
                data);
    }

    private void checkpoint(long through) throws InterruptedException, ExecutionException {
        String topicId = installation.topicId(kafkaTopic);
        String states = installation.topics().relayState().name();
        int shard = feed.shard(Installation.SHARDS);
        UpstreamStatus live = new UpstreamStatus(Upstream.LIVE, null, null, System.currentTimeMillis());
        try (KafkaProducer<String, byte[]> state = producer(Map.of("transactional.id", "relay-" + UUID.randomUUID()))) {
            state.initTransactions();
            state.beginTransaction();
            for (SimulatedChannel channel : channels) {
                ChannelState value = new ChannelState(
                        1,
                        channel.generation(),
                        channel.sequence(),
                        null,
                        List.of(),
                        BackendClass.UNKNOWN,
                        topicId,
                        "hash",
                        epoch,
                        List.of(),
                        live,
                        RELAY);
                state.send(new ProducerRecord<>(states, shard, channel.key(), Wire.write(value)));
            }
            FeedState reached = new FeedState(1, epoch, through, List.of(epoch), topicId, RELAY);
            state.send(new ProducerRecord<>(states, shard, feed.stateKey(), Wire.write(reached)));
            state.commitTransaction();
        }
    }

    private KafkaProducer<String, byte[]> producer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", installation.bootstrapServers());
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
}
