package dev.sluice.publisher.delivery.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Where a transaction leaves the control records of its change.
 *
 * <p>{@link #append} must be the last statement of its transaction: it draws versions under a lock that is held until the
 * commit, so all writers wait for whatever would come after it.
 */
@ApplicationScoped
public class ControlOutbox {
    /** The channel on which publishers tell each other of commits and of what has been sent. */
    static final String CHANNEL = "sluice_outbox";

    /** Below the 1 MiB that Kafka's producer and topics take by default, with room for key and headers. */
    private static final int MAX_RECORD_BYTES = 900_000;

    private final EntityManager entityManager;

    ControlOutbox(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /**
     * Stores the steps in order.
     *
     * @return the control records among them, as they will be versioned
     * @throws RecordTooLargeException when a value has more than 900,000 bytes
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<Change> append(List<OutboxStep> steps) {
        entityManager.flush();
        AdvisoryLock.OUTBOX_VERSION.holdToTheEndOf(entityManager);
        Iterator<Long> versions = draw(steps.size()).iterator();
        List<Change> changes = new ArrayList<>();
        for (OutboxStep step : steps) {
            OutboxRow row = OutboxRow.of(versions.next(), step);
            checkSize(row);
            insert(row);
            if (row.topic() != null) {
                changes.add(new Change(row.topic(), row.key(), row.version()));
            }
        }
        entityManager
                .createNativeQuery("select pg_notify('" + CHANNEL + "', 'new')", Object.class)
                .getSingleResult();
        return List.copyOf(changes);
    }

    private static void checkSize(OutboxRow row) {
        String value = row.value();
        int bytes = value == null ? 0 : value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_RECORD_BYTES) {
            throw new RecordTooLargeException(row.key(), bytes, MAX_RECORD_BYTES);
        }
    }

    private List<Long> draw(int count) {
        return entityManager
                .createNativeQuery("select nextval('outbox_version') from generate_series(1, :count)", Long.class)
                .setParameter("count", count)
                .getResultList();
    }

    private void insert(OutboxRow row) {
        ControlTopic topic = row.topic();
        entityManager
                .createNativeQuery("insert into outbox (version, step, topic, record_key, record_value)"
                        + " values (:version, :step, cast(:topic as varchar), :key, cast(:value as text))")
                .setParameter("version", row.version())
                .setParameter("step", row.step().name())
                .setParameter("topic", topic == null ? null : topic.name())
                .setParameter("key", row.key())
                .setParameter("value", row.value())
                .executeUpdate();
    }
}
