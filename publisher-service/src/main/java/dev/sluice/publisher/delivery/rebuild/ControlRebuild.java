package dev.sluice.publisher.delivery.rebuild;

import dev.sluice.model.access.AccessKey;
import dev.sluice.model.wire.UnreadableRecordException;
import dev.sluice.model.wire.Wire;
import dev.sluice.publisher.delivery.outbox.AdvisoryLock;
import dev.sluice.publisher.delivery.outbox.ControlOutbox;
import dev.sluice.publisher.delivery.outbox.ControlTopic;
import dev.sluice.publisher.delivery.outbox.OutboxStep;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts into the outbox what a control topic lacks of the database, or has otherwise, and tombstones for what it has of things
 * that are not there. Empty for a topic that says what the database says.
 *
 * <p>It decides under the lock of the versions, which writers hold until their commit: what it reads are all records with
 * lower versions than its own, and whatever is changed at the same time has a higher one.
 */
@ApplicationScoped
class ControlRebuild {
    /**
     * Gateways go by the highest version that they have seen. A database that was restored has a lower one, and Kafka may be
     * a new one that cannot say. A backup is not a million changes old.
     */
    private static final long LEAP = 1_000_000;

    private static final long SCHEMA = 1;

    private final EntityManager entityManager;
    private final ControlOutbox outbox;
    private final List<ControlRecordSource> sources;

    ControlRebuild(EntityManager entityManager, ControlOutbox outbox, @Any Instance<ControlRecordSource> sources) {
        this.entityManager = entityManager;
        this.outbox = outbox;
        this.sources = sources.stream().toList();
    }

    /** Returns how many steps the outbox was given. */
    @Transactional(Transactional.TxType.MANDATORY)
    int repair(ControlTopic topic, TopicContents contents) {
        AdvisoryLock.OUTBOX_VERSION.holdToTheEndOf(entityManager);
        List<OutboxStep> present = new ArrayList<>();
        sources.forEach(source -> present.addAll(source.present()));
        List<OutboxStep> steps = missing(topic, present, contents);
        steps.addAll(unknown(topic, present, contents));
        if (!steps.isEmpty()) {
            leapOver(contents.highest());
            outbox.append(steps);
        }
        return steps.size();
    }

    private static List<OutboxStep> missing(ControlTopic topic, List<OutboxStep> present, TopicContents contents) {
        List<OutboxStep> steps = new ArrayList<>();
        OutboxStep.EnsureEventsTopic before = null;
        for (OutboxStep step : present) {
            if (step instanceof OutboxStep.EnsureEventsTopic ensure) {
                before = ensure;
            } else if (step instanceof OutboxStep.Put put) {
                if (put.topic() == topic && !says(contents.records().get(put.key()), put)) {
                    if (before != null) {
                        steps.add(before);
                    }
                    steps.add(put);
                }
                before = null;
            }
        }
        return steps;
    }

    private List<OutboxStep> unknown(ControlTopic topic, List<OutboxStep> present, TopicContents contents) {
        Set<String> known = new HashSet<>();
        present.forEach(step -> known.add(step.key()));
        List<OutboxStep> steps = new ArrayList<>();
        contents.records().forEach((key, stored) -> {
            if (!known.contains(key)
                    && stored.headers().schema() <= SCHEMA
                    && sources.stream().anyMatch(source -> source.owns(topic, key))) {
                steps.add(new OutboxStep.Tombstone(topic, key));
            }
        });
        return steps;
    }

    /** What this release does not know of a record is no difference: a newer one may have written it. */
    private static boolean says(TopicContents.@Nullable Stored stored, OutboxStep.Put put) {
        if (stored == null) {
            return false;
        }
        byte[] ours = put.value().apply(stored.headers().version()).getBytes(StandardCharsets.UTF_8);
        return stored.headers().schema() > SCHEMA
                || Arrays.equals(ours, stored.value())
                || isSame(put, ours, stored.value());
    }

    private static boolean isSame(OutboxStep.Put put, byte[] ours, byte[] theirs) {
        try {
            return read(put, ours).equals(read(put, theirs));
        } catch (UnreadableRecordException _) {
            return false;
        }
    }

    private static Object read(OutboxStep.Put put, byte[] json) {
        return switch (put.topic()) {
            case APIS -> Wire.readApi(json);
            case ACCESS -> Wire.readAccess(AccessKey.parse(put.key()).orElseThrow(), json);
        };
    }

    private void leapOver(long highest) {
        entityManager
                .createNativeQuery(
                        "select setval('outbox_version',"
                                + " greatest((select last_value from outbox_version), :highest) + :leap)",
                        Long.class)
                .setParameter("highest", highest)
                .setParameter("leap", LEAP)
                .getSingleResult();
    }
}
