package dev.sluice.benchmark.feed;

import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.access.AccessRecord.SubscriptionState;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.wire.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Many APIs, and applications that are subscribed to them, as the publisher writes them. For one thread. */
public final class InstallationRecords {
    public static final int SUBSCRIPTIONS_EACH = 10;

    private static final String NO_BACKEND = "http://127.0.0.1:1";
    private static final String PLAN = "Unlimited";

    private final Installation installation;
    private final KafkaProducer<String, byte[]> control;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();
    private final List<String> apiIds = new ArrayList<>();
    private long version;

    private InstallationRecords(Installation installation, KafkaProducer<String, byte[]> control) {
        this.installation = installation;
        this.control = control;
    }

    /**
     * Returns when Kafka has them.
     *
     * @param subscriptions of applications that have {@value #SUBSCRIPTIONS_EACH} each, and one client
     */
    public static void write(Installation installation, int apis, int subscriptions)
            throws InterruptedException, ExecutionException {
        try (KafkaProducer<String, byte[]> control = installation.producer()) {
            InstallationRecords records = new InstallationRecords(installation, control);
            for (int i = 0; i < apis; i++) {
                records.api("/api-" + i);
            }
            for (int i = 0; i < subscriptions / SUBSCRIPTIONS_EACH; i++) {
                records.application("application-" + i, i * SUBSCRIPTIONS_EACH);
            }
            control.flush();
            for (Future<RecordMetadata> one : records.sent) {
                one.get();
            }
        }
    }

    private void api(String context) {
        ApiRecord api = Installation.record(id(), context, NO_BACKEND);
        apiIds.add(api.apiId());
        send(installation.topics().apis().name(), api.key(), Wire.write(api));
    }

    /** @param firstApi of those that it is subscribed to, the others are the next ones */
    private void application(String name, int firstApi) {
        String id = id();
        access(
                AccessKey.application(id),
                new AccessRecord.Application(AccessRecord.SCHEMA, ++version, id, name, "developer", PLAN, "APPROVED"));
        access(AccessKey.client(id()), new AccessRecord.Client(AccessRecord.SCHEMA, ++version, id, KeyType.PRODUCTION));
        for (int i = 0; i < SUBSCRIPTIONS_EACH; i++) {
            access(
                    AccessKey.subscription(id, apiIds.get((firstApi + i) % apiIds.size())),
                    new AccessRecord.Subscription(
                            AccessRecord.SCHEMA, ++version, id(), PLAN, SubscriptionState.UNBLOCKED));
        }
    }

    private void access(AccessKey key, AccessRecord record) {
        send(installation.topics().access().name(), key.toString(), Wire.write(record));
    }

    private void send(String topic, String key, byte[] json) {
        sent.add(control.send(new ProducerRecord<>(topic, key, json)));
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
