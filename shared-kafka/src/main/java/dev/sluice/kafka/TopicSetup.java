package dev.sluice.kafka;

import static java.util.Objects.requireNonNull;

import dev.sluice.model.topic.KafkaTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/** Creates the Kafka topics that Sluice needs, or checks that those which are there are right. Blocks; thread safe. */
public final class TopicSetup {
    private static final Logger LOG = Logger.getLogger(TopicSetup.class);
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(10);
    private static final long ASK_AGAIN_MILLIS = 50;
    private static final String POLICY = TopicConfig.CLEANUP_POLICY_CONFIG;

    private final Admin admin;
    private final short replicationFactor;
    private final boolean create;

    /**
     * @param replicationFactor of topics created here; {@code min.insync.replicas} is one less, at least 1
     * @param create whether missing topics are created; otherwise they are an error
     */
    public TopicSetup(Admin admin, int replicationFactor, boolean create) {
        this.admin = admin;
        this.replicationFactor = (short) replicationFactor;
        this.create = create;
    }

    /**
     * Makes sure that these topics are there and right.
     *
     * @throws WrongTopicException which topic is wrong and what to change
     */
    public void ensure(Collection<KafkaTopic> topics) throws InterruptedException, ExecutionException {
        Set<String> present = admin.listTopics().names().get();
        for (KafkaTopic topic : topics) {
            if (!present.contains(topic.name())) {
                if (!create) {
                    throw new WrongTopicException("Kafka topic " + topic.name() + " is missing: create it with "
                            + topic.partitions() + " partitions and " + topic.config()
                            + ", or set sluice.kafka.create-topics=true");
                }
                create(topic);
            }
        }
        check(topics);
    }

    /**
     * Makes sure of it as soon as Kafka is there; blocks until then.
     *
     * @throws WrongTopicException which topic is wrong and what to change
     * @throws IllegalStateException Kafka refuses it
     */
    public void ensureOnceThere(Collection<KafkaTopic> topics) throws InterruptedException {
        while (!isEnsured(topics)) {
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private boolean isEnsured(Collection<KafkaTopic> topics) throws InterruptedException {
        try {
            ensure(topics);
            return true;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RetriableException away) {
                LOG.warnf("Kafka or its topics are not there yet: reason=%s", away);
                return false;
            }
            String reason = "the Kafka topics cannot be made or checked: " + failed.getCause();
            throw new IllegalStateException(reason, failed.getCause());
        }
    }

    /** Creates a topic; one that is there already is left as it is. */
    public void create(KafkaTopic topic) throws InterruptedException, ExecutionException {
        Map<String, String> config = new HashMap<>(topic.config());
        config.put("min.insync.replicas", Integer.toString(Math.max(1, replicationFactor - 1)));
        config.put("unclean.leader.election.enable", "false");
        NewTopic wanted = new NewTopic(topic.name(), topic.partitions(), replicationFactor).configs(config);
        try {
            admin.createTopics(List.of(wanted)).all().get();
        } catch (ExecutionException refused) {
            if (!(refused.getCause() instanceof TopicExistsException)) {
                throw refused;
            }
        }
    }

    /** Brings the settings of a topic to what {@code topic} says. */
    public void configure(KafkaTopic topic) throws InterruptedException, ExecutionException {
        List<AlterConfigOp> changes = topic.config().entrySet().stream()
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        admin.incrementalAlterConfigs(Map.of(resource(topic.name()), changes))
                .all()
                .get();
    }

    /**
     * Brings a topic that has this cleanup policy of an earlier release to the settings of this one. A topic with another
     * policy, or none, is left as it is. Does nothing where topics are only checked, or may not be altered: then
     * {@link #ensure} says what to change.
     *
     * @param formerPolicy {@code cleanup.policy}, in Kafka's order
     */
    public void migrate(KafkaTopic topic, String formerPolicy) throws InterruptedException, ExecutionException {
        if (!create || !admin.listTopics().names().get().contains(topic.name())) {
            return;
        }
        if (!isPolicy(formerPolicy, policy(topic))) {
            return;
        }
        try {
            configure(topic);
            long deadline = System.nanoTime() + KNOWN_WITHIN.toNanos();
            while (isPolicy(formerPolicy, policy(topic)) && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MILLIS);
            }
            LOG.infof("a Kafka topic has the settings of this release now: kafkaTopic=%s", topic.name());
        } catch (ExecutionException refused) {
            if (!(refused.getCause() instanceof AuthorizationException)) {
                throw refused;
            }
        }
    }

    /** Deletes a topic with all its records; one that is not there is no error. */
    public void delete(String name) throws InterruptedException, ExecutionException {
        try {
            admin.deleteTopics(List.of(name)).all().get();
        } catch (ExecutionException refused) {
            if (!(refused.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw refused;
            }
        }
    }

    private void check(Collection<KafkaTopic> topics) throws InterruptedException, ExecutionException {
        List<String> names = topics.stream().map(KafkaTopic::name).toList();
        List<ConfigResource> resources =
                names.stream().map(TopicSetup::resource).toList();
        Map<String, TopicDescription> found =
                onceKnown(() -> admin.describeTopics(names).allTopicNames());
        Map<ConfigResource, Config> settings =
                onceKnown(() -> admin.describeConfigs(resources).all());
        List<String> wrong = new ArrayList<>();
        for (KafkaTopic topic : topics) {
            int partitions =
                    requireNonNull(found.get(topic.name())).partitions().size();
            if (partitions != topic.partitions()) {
                wrong.add(topic.name() + " has " + partitions + " partitions, not " + topic.partitions());
            }
            String wanted = topic.config().get(POLICY);
            String policy = requireNonNull(settings.get(resource(topic.name())))
                    .get(POLICY)
                    .value();
            if (wanted != null && !isPolicy(wanted, policy)) {
                wrong.add(topic.name() + " has cleanup.policy " + policy + ", not " + wanted + ": alter it to "
                        + new TreeMap<>(topic.config()));
            }
        }
        if (!wrong.isEmpty()) {
            throw new WrongTopicException("Kafka topics are not as Sluice needs them: " + String.join("; ", wrong));
        }
    }

    private String policy(KafkaTopic topic) throws InterruptedException, ExecutionException {
        ConfigResource resource = resource(topic.name());
        Config settings = requireNonNull(
                admin.describeConfigs(List.of(resource)).all().get().get(resource));
        return settings.get(POLICY).value();
    }

    private static boolean isPolicy(String wanted, String policy) {
        return Set.of(wanted.split(",")).equals(Set.of(policy.split(",")));
    }

    /** A topic that has just been made is known to each broker a little later, and any of them may be asked. */
    private static <T> T onceKnown(Supplier<KafkaFuture<T>> question) throws InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + KNOWN_WITHIN.toNanos();
        while (true) {
            try {
                return question.get().get();
            } catch (ExecutionException unknown) {
                boolean maybeLater = unknown.getCause() instanceof UnknownTopicOrPartitionException;
                if (!maybeLater || System.nanoTime() > deadline) {
                    throw unknown;
                }
                TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MILLIS);
            }
        }
    }

    private static ConfigResource resource(String name) {
        return new ConfigResource(ConfigResource.Type.TOPIC, name);
    }
}
