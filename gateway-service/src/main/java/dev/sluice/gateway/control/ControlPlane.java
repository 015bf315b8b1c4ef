package dev.sluice.gateway.control;

import dev.sluice.gateway.access.AccessTable;
import dev.sluice.gateway.route.RouteTable;
import dev.sluice.kafka.TableSettings;
import dev.sluice.kafka.TopicTable;
import dev.sluice.kafka.UnreadableRecords;
import dev.sluice.model.topic.KafkaTopic;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.service.thread.ServiceThreads;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * The control plane's records in this gateway's memory: routes as a snapshot, rights in the access table. For any thread;
 * nothing here blocks. Without Kafka it goes on with what it has.
 *
 * <p>A version is reported only after everybody who asks sees what it changed.
 */
public final class ControlPlane implements AutoCloseable {
    private final ApiRecords apiRecords;
    private final AccessRecords accessRecords;
    private final KafkaTopics topics;
    private final UnreadableRecords unreadable;
    private final TopicTable apis;
    private final TopicTable access;
    private final PacedReads accessReads;
    private final List<TopicTable> others = new CopyOnWriteArrayList<>();
    private final List<ControlListener> listeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private volatile RouteTable routes = RouteTable.EMPTY;
    private volatile AppliedVersion appliedApis = AppliedVersion.NOTHING;
    private volatile AppliedVersion appliedAccess = AppliedVersion.NOTHING;

    /** @param settings of the Kafka client, {@code bootstrap.servers} at least */
    public ControlPlane(
            Map<String, Object> settings,
            Admin admin,
            KafkaTopics topics,
            String environment,
            AccessTable table,
            KafkaContact contact,
            ServiceThreads threads) {
        this.topics = topics;
        this.unreadable = new UnreadableRecords(List.of(topics.apis(), topics.access()));
        this.apiRecords = new ApiRecords(environment, unreadable);
        this.accessRecords = new AccessRecords(table, unreadable);
        TableSettings tables = new TableSettings(settings, admin, unreadable, threads);
        this.apis = table(topics.apis(), tables, new ControlSink(apiRecords, contact, this::onApis));
        this.access = table(topics.access(), tables, new ControlSink(accessRecords, contact, this::onAccess));
        this.accessReads = new PacedReads(access::readToPresentEnd);
    }

    private static TopicTable table(KafkaTopic topic, TableSettings settings, TopicTable.Sink sink) {
        List<TopicPartition> all = List.of(new TopicPartition(topic.name(), 0));
        return new TopicTable("read-" + topic.name(), all, settings, sink);
    }

    /** Reads this table, too, which belongs to it from then on: no client is served before it has caught up. Before the start. */
    public void alsoRead(TopicTable table) {
        others.add(table);
    }

    /** Begins to read; the Kafka topics must be there. */
    void start() {
        apis.start();
        access.start();
        others.forEach(TopicTable::start);
        started.complete(null);
    }

    /** Done when Kafka has been met and has all topics that this service needs; other readers begin then. */
    public CompletionStage<Void> whenStarted() {
        return started.minimalCompletionStage();
    }

    /** The APIs as they are now; ask again for every request. */
    public RouteTable routes() {
        return routes;
    }

    /** Returns whether all tables have been read to their end once: before that no client can be served. */
    public boolean isCaughtUp() {
        return apis.isCaughtUp() && access.isCaughtUp() && others.stream().allMatch(TopicTable::isCaughtUp);
    }

    /**
     * Completes, on another thread than the caller's, with whether all rights that are in Kafka now are in force: after half a
     * second without.
     */
    public CompletionStage<Boolean> readAccessToPresentEnd() {
        return accessReads.toPresentEnd();
    }

    /** Notifies the listener of every change from now on. */
    public void listen(ControlListener listener) {
        listeners.add(listener);
    }

    /** Returns how many records of {@code sluice.apis} could not be put into force so far. */
    public long unreadableApis() {
        return unreadable.count(topics.apis());
    }

    /** The same of {@code sluice.access}. */
    public long unreadableAccess() {
        return unreadable.count(topics.access());
    }

    AppliedVersion appliedApis() {
        return appliedApis;
    }

    AppliedVersion appliedAccess() {
        return appliedAccess;
    }

    @Override
    public void close() {
        apis.close();
        access.close();
        others.forEach(TopicTable::close);
    }

    private void onApis() {
        routes = apiRecords.routes();
        appliedApis = apiRecords.applied();
        listeners.forEach(ControlListener::onApisChanged);
    }

    private void onAccess() {
        appliedAccess = accessRecords.applied();
        listeners.forEach(ControlListener::onAccessChanged);
    }
}
