package dev.sluice.relay.ops;

import dev.sluice.kafka.KafkaConfig;
import dev.sluice.kafka.KafkaConnection;
import dev.sluice.kafka.TopicSetup;
import dev.sluice.kafka.WrongTopicException;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.relay.backend.PullConfig;
import dev.sluice.relay.control.ControlLogs;
import dev.sluice.relay.feed.EventSender;
import dev.sluice.relay.feed.FeedReadBack;
import dev.sluice.relay.shard.ShardGroup;
import dev.sluice.service.config.KnownKeys;
import dev.sluice.service.config.NativeConfig;
import dev.sluice.service.config.NativeLibraries;
import dev.sluice.service.log.LogConfig;
import dev.sluice.service.node.NodeConfig;
import dev.sluice.service.node.NodeIdentity;
import dev.sluice.service.thread.ServiceThreads;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * The order in which the relay begins and ends. Kafka need not be there: the process starts, is not ready, and waits on a
 * thread of its own.
 */
@Singleton
class RelayStart {
    /** Every configuration interface of this service. */
    private static final List<Class<?>> MAPPINGS = List.of(
            KafkaConfig.class,
            NodeConfig.class,
            NativeConfig.class,
            LogConfig.class,
            SecretsConfig.class,
            RelayConfig.class,
            PullConfig.class);

    static final KnownKeys KEYS = new KnownKeys(MAPPINGS, Set.of(), KafkaConnection.keys(), KnownKeys.Lists.BY_NAME);

    private static final Logger LOG = Logger.getLogger(RelayStart.class);

    private final TopicSetup setup;
    private final KafkaTopics topics;
    private final ControlLogs controlLogs;
    private final FeedReadBack readBack;
    private final ShardGroup group;
    private final EventSender sender;
    private final RelayBeat beat;
    private final Thread thread;
    private volatile boolean stopping;

    RelayStart(
            Admin admin,
            KafkaConfig config,
            KafkaTopics topics,
            ControlLogs controlLogs,
            FeedReadBack readBack,
            ShardGroup group,
            EventSender sender,
            RelayBeat beat,
            ServiceThreads threads) {
        this.setup = new TopicSetup(admin, config.replicationFactor(), config.createTopics());
        this.topics = topics;
        this.controlLogs = controlLogs;
        this.readBack = readBack;
        this.group = group;
        this.sender = sender;
        this.beat = beat;
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("relay-start")
                .uncaughtExceptionHandler((failed, cause) -> threads.fail(failed.getName(), cause))
                .unstarted(this::run);
    }

    void onStart(@Observes StartupEvent event, Config config, NodeIdentity identity, NativeConfig libraries) {
        KEYS.require(config.getPropertyNames());
        NativeLibraries.require(libraries);
        LOG.infof("relay starts: node=%s", identity.nodeId());
        thread.start();
    }

    private void run() {
        try {
            setup.ensureOnceThere(List.of(topics.apis(), topics.nodes(), topics.demand(), topics.relayState()));
            controlLogs.start();
            beat.start();
            readBack.start();
            controlLogs.awaitCaughtUp();
            group.start();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (WrongTopicException | IllegalStateException wrong) {
            LOG.errorf(wrong, "this relay cannot start: %s", wrong.getMessage());
            Quarkus.asyncExit(1);
        }
    }

    boolean isStopping() {
        return stopping;
    }

    void onStop(@Observes ShutdownEvent event) {
        stopping = true;
        thread.interrupt();
        group.close();
        beat.close();
        readBack.close();
        controlLogs.close();
        sender.close();
    }
}
