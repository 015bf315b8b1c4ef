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
import jakarta.persistence.FlushModeType;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts into the outbox what a control topic lacks of the database, or has otherwise, and tombstones for what it has of things
 * that are not there. Empty for a topic that says what the database says.
 *
 * <p>Where the topic has a higher version than the database has drawn, the next one leaps over it, though no record differs:
 * readers would pass over what comes.
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

    private static final Logger LOG = Logger.getLogger(ControlRebuild.class);

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
        // Nothing that is loaded here is changed: else each statement would look for changes of all of it.
        entityManager.setFlushMode(FlushModeType.COMMIT);
        AdvisoryLock.OUTBOX_VERSION.holdToTheEndOf(entityManager);
        List<ControlRecordSource> asked =
                sources.stream().filter(source -> source.topic() == topic).toList();
        List<OutboxStep> present =
                asked.stream().flatMap(source -> source.present().stream()).toList();
        List<OutboxStep> steps = missing(present, contents);
        List<OutboxStep> tombstones = unknown(topic, asked, present, contents);
        if (!tombstones.isEmpty() && isOfAnotherDatabase(contents)) {
            LOG.errorf(
                    "the database has no API and no application, but the control topic has records; none of them is"
                            + " deleted: topic=%s records=%d. Check sluice.publisher.database.url, and whether the restore"
                            + " is complete. If all of them are to go, delete the topic by hand",
                    topic.text(), contents.records().size());
        } else {
            steps.addAll(tombstones);
        }
        if (!steps.isEmpty() || contents.highest() > lastVersion()) {
            leapOver(contents.highest());
        }
        if (!steps.isEmpty()) {
            outbox.append(steps);
        }
        return steps.size();
    }

    private static List<OutboxStep> missing(List<OutboxStep> present, TopicContents contents) {
        List<OutboxStep> steps = new ArrayList<>();
        OutboxStep.EnsureEventsTopic before = null;
        for (OutboxStep step : present) {
            if (step instanceof OutboxStep.EnsureEventsTopic ensure) {
                before = ensure;
            } else if (step instanceof OutboxStep.Put put) {
                if (contents.overtaken().contains(put.key())
                        || !says(contents.records().get(put.key()), put)) {
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

    private static List<OutboxStep> unknown(
            ControlTopic topic, List<ControlRecordSource> asked, List<OutboxStep> present, TopicContents contents) {
        Set<String> unknown = new HashSet<>(contents.overtaken());
        unknown.addAll(contents.records().keySet());
        present.forEach(step -> unknown.remove(step.key()));
        unknown.removeIf(key ->
                isOfNewerRelease(contents.records().get(key)) || asked.stream().noneMatch(source -> source.owns(key)));
        return unknown.stream()
                .<OutboxStep>map(key -> new OutboxStep.Tombstone(topic, key))
                .toList();
    }

    private static boolean isOfNewerRelease(TopicContents.@Nullable Stored stored) {
        return stored != null && stored.headers().schema() > SCHEMA;
    }

    /** A database that is new, or not the one that was meant: it knows nothing but the signing keys and plans of its own start. */
    private boolean isOfAnotherDatabase(TopicContents contents) {
        return contents.records().keySet().stream()
                        .anyMatch(key -> !AccessKey.Kind.JWK.isOf(key) && !AccessKey.Kind.PLAN.isOf(key))
                && entityManager
                        .createNativeQuery(
                                "select not exists (select 1 from api) and not exists (select 1 from application)",
                                Boolean.class)
                        .getSingleResult()
                        .equals(true);
    }

    /** What this release does not know of a record is no difference: a newer one may have written it. */
    private static boolean says(TopicContents.@Nullable Stored stored, OutboxStep.Put put) {
        if (stored == null || stored.headers().version() == 0) { // no version is no news to a gateway
            return false;
        }
        byte[] ours = put.value().apply(stored.headers().version()).getBytes(StandardCharsets.UTF_8);
        return isOfNewerRelease(stored) || Arrays.equals(ours, stored.value()) || isSame(put, ours, stored.value());
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

    private long lastVersion() {
        return (Long) entityManager
                .createNativeQuery("select last_value from outbox_version", Long.class)
                .getSingleResult();
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
