package dev.sluice.relay.shard;

import dev.sluice.kafka.LogReader;
import dev.sluice.relay.control.ApiDirectory;
import dev.sluice.relay.demand.GatewayLife;
import dev.sluice.relay.feed.TenureContext;
import dev.sluice.service.thread.ServiceThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Shares the shards among the relays by Kafka's group membership: the shards are the partitions of the demand topic.
 * Its one thread polls and hands over, and does nothing else, so membership never waits for work. Offsets are never
 * committed: a shard is read from its beginning at every assignment.
 */
public final class ShardGroup implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ShardGroup.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration SESSION = Duration.ofSeconds(6);
    /** A relay that has not heard of the group for so long may have lost its shards without knowing. */
    private static final long FRESH_NANOS = Duration.ofSeconds(4).toNanos();

    private static final Duration RELEASE_BOUND = Duration.ofSeconds(3);
    private static final Duration LEAVE_BOUND = Duration.ofSeconds(1);
    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();

    private final ShardSettings settings;
    private final TenureContext context;
    private final ApiDirectory directory;
    private final GatewayLife life;
    private final Map<Integer, ShardOwner> owners = new ConcurrentHashMap<>();
    private final ServiceThread thread;
    private volatile long polledAt;
    private volatile boolean joined;

    public ShardGroup(ShardSettings settings, TenureContext context, ApiDirectory directory, GatewayLife life) {
        this.settings = settings;
        this.context = context;
        this.directory = directory;
        this.life = life;
        this.thread = settings.threads().thread("shard-group", this::run);
    }

    public void start() {
        thread.start();
    }

    /** Returns whether this relay has been given its shards once, be it none. */
    public boolean hasJoined() {
        return joined;
    }

    public int ownedShards() {
        return owners.size();
    }

    private void run(ServiceThread self) {
        while (self.isRunning()) {
            self.onTurn();
            try (KafkaConsumer<String, byte[]> consumer = consumer()) {
                consumer.subscribe(List.of(context.topics().demand().name()), new Assignments(consumer));
                poll(consumer);
                release(List.copyOf(owners.keySet()));
                leave(consumer);
            } catch (WakeupException | InterruptException stopped) {
                release(List.copyOf(owners.keySet()));
            } catch (FencedInstanceIdException twice) {
                LOG.errorf(
                        "another relay runs with this node id; this one leaves its shards: nodeId=%s",
                        context.nodeId());
                abandonAll();
                LockSupport.parkNanos(RETRY_NANOS);
            } catch (KafkaException away) {
                LOG.warnf("the group cannot be read, joining anew: reason=%s", away);
                abandonAll();
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    private void poll(KafkaConsumer<String, byte[]> consumer) {
        while (thread.isRunning()) {
            thread.onTurn();
            for (ConsumerRecord<String, byte[]> row : consumer.poll(POLL)) {
                ShardOwner owner = owners.get(row.partition());
                if (owner != null && row.key() != null) {
                    owner.onDemand(row);
                }
            }
            polledAt = System.nanoTime();
        }
    }

    /** Says so to the group, which would else wait for this node until its session is over. */
    private static void leave(KafkaConsumer<String, byte[]> consumer) {
        consumer.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(LEAVE_BOUND));
    }

    private boolean mayClaim(int shard) {
        return owners.containsKey(shard) && System.nanoTime() - polledAt < FRESH_NANOS;
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> all = new HashMap<>(LogReader.consumerSettings(settings.kafka()));
        all.put("group.id", settings.groupId());
        all.put("group.instance.id", context.nodeId());
        all.put("group.protocol", "classic");
        all.put("client.id", "relay-shards");
        all.put("session.timeout.ms", Math.toIntExact(SESSION.toMillis()));
        all.put("heartbeat.interval.ms", Math.toIntExact(SESSION.toMillis() / 3));
        all.put("partition.assignment.strategy", List.of(CooperativeStickyAssignor.class.getName()));
        all.put("isolation.level", "read_uncommitted");
        return new KafkaConsumer<>(all, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void take(int shard) {
        ShardOwner owner = new ShardOwner(shard, settings, context, directory, life, () -> mayClaim(shard));
        owners.put(shard, owner);
        owner.start();
    }

    private void release(Collection<Integer> shards) {
        List<CompletableFuture<Void>> ended = new ArrayList<>();
        for (int shard : shards) {
            ShardOwner owner = owners.remove(shard);
            if (owner != null) {
                ended.add(owner.release());
            }
        }
        try {
            CompletableFuture.allOf(ended.toArray(CompletableFuture[]::new))
                    .get(RELEASE_BOUND.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            LOG.warnf("shards were not handed over in time; the next owner reads them from the log: shards=%s", shards);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void abandonAll() {
        owners.values().forEach(ShardOwner::abandon);
        owners.clear();
    }

    /** Hands all shards over and leaves; returns when that is done, bounded. */
    @Override
    public void close() {
        thread.end();
        thread.join(RELEASE_BOUND.plusSeconds(2));
        thread.interrupt();
    }

    private final class Assignments implements ConsumerRebalanceListener {
        private final KafkaConsumer<String, byte[]> consumer;

        Assignments(KafkaConsumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.seekToBeginning(partitions);
            polledAt = System.nanoTime();
            partitions.forEach(partition -> take(partition.partition()));
            joined = true;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            release(partitions.stream().map(TopicPartition::partition).toList());
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            for (TopicPartition partition : partitions) {
                ShardOwner owner = owners.remove(partition.partition());
                if (owner != null) {
                    owner.abandon();
                }
            }
        }
    }
}
