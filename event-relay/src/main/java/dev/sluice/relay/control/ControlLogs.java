package dev.sluice.relay.control;

import dev.sluice.kafka.LogReader;
import dev.sluice.kafka.UnreadableRecords;
import dev.sluice.model.VersionedRecord;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.model.wire.Wire;
import dev.sluice.relay.demand.GatewayLife;
import dev.sluice.service.thread.ServiceThread;
import dev.sluice.service.thread.ServiceThreads;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;

/**
 * One thread that reads {@code sluice.apis} and {@code sluice.nodes} from their beginning and keeps at it. When Kafka is away
 * it begins again; what is held stays.
 */
public final class ControlLogs implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ControlLogs.class);
    /** The reason of a tombstone of what is gone for good. */
    private static final byte[] DELETED = "deleted".getBytes(StandardCharsets.US_ASCII);

    private static final String VERSION = "version";
    private static final String SCHEMA = "schema";

    private static final Duration POLL = Duration.ofMillis(250);
    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();

    private final Map<String, Object> settings;
    private final Admin admin;
    private final TopicPartition apis;
    private final TopicPartition nodes;
    private final ApiDirectory directory;
    private final GatewayLife life;
    private final UnreadableRecords unreadable;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final ServiceThread thread;

    public ControlLogs(
            Map<String, Object> settings,
            Admin admin,
            KafkaTopics topics,
            ApiDirectory directory,
            GatewayLife life,
            UnreadableRecords unreadable,
            ServiceThreads threads) {
        this.settings = settings;
        this.admin = admin;
        this.apis = new TopicPartition(topics.apis().name(), 0);
        this.nodes = new TopicPartition(topics.nodes().name(), 0);
        this.directory = directory;
        this.life = life;
        this.unreadable = unreadable;
        this.thread = threads.thread("relay-control", this::run);
    }

    public void start() {
        thread.start();
    }

    /** Waits until what was there at the start has been read. */
    public void awaitCaughtUp() throws InterruptedException {
        caughtUp.await();
    }

    public boolean isCaughtUp() {
        return caughtUp.getCount() == 0;
    }

    private void run(ServiceThread self) {
        while (self.isRunning()) {
            self.onTurn();
            try (LogReader reader = new LogReader(settings, admin, List.of(apis, nodes))) {
                reader.aimAtPresentEnd();
                while (self.isRunning()) {
                    self.onTurn();
                    reader.poll(POLL, this::onRow);
                    if (reader.isCaughtUp()) {
                        caughtUp.countDown();
                    }
                }
            } catch (InterruptException stopped) {
                return; // when it is closed
            } catch (KafkaException away) {
                LOG.warnf("the control topics cannot be read, trying again: reason=%s", away);
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    private void onRow(ConsumerRecord<String, byte[]> row) {
        if (row.key() == null) {
            return;
        }
        boolean isApi = row.topic().equals(apis.topic());
        try {
            if (isApi) {
                onApi(row);
            } else {
                life.onRecord(row.key(), row.value() == null ? null : Wire.readNode(row.key(), row.value()));
            }
        } catch (RuntimeException broken) { // whatever is wrong with it is no reason to be without all others
            LOG.warnf(
                    "a control record is passed over: kafkaTopic=%s offset=%d reason=%s",
                    row.topic(), row.offset(), broken);
            unreadable.onRecord(row);
            if (isApi) {
                directory.onFailure(row.key(), number(row, VERSION), String.valueOf(broken.getMessage()));
            }
        }
    }

    private void onApi(ConsumerRecord<String, byte[]> row) {
        if (row.value() == null) {
            directory.onTombstone(row.key(), number(row, VERSION), isDeletion(row));
        } else if (number(row, SCHEMA) > VersionedRecord.SCHEMA) {
            throw new IllegalArgumentException("schema " + number(row, SCHEMA) + " is newer than this relay");
        } else {
            directory.onRecord(row.key(), Wire.readApi(row.value()));
        }
    }

    private static boolean isDeletion(ConsumerRecord<String, byte[]> tombstone) {
        Header reason = tombstone.headers().lastHeader("reason");
        return reason != null && Arrays.equals(reason.value(), DELETED);
    }

    /** 0 when there is no such header, or it is no number. */
    private static long number(ConsumerRecord<String, byte[]> row, String name) {
        Header header = row.headers().lastHeader(name);
        try {
            return header == null || header.value() == null
                    ? 0
                    : Long.parseLong(new String(header.value(), StandardCharsets.US_ASCII));
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    @Override
    public void close() {
        thread.end();
        thread.interrupt();
    }
}
