package dev.sluice.publisher.api.endpoint.upstream;

import dev.sluice.kafka.KafkaConnection;
import dev.sluice.kafka.TableSettings;
import dev.sluice.kafka.TopicTable;
import dev.sluice.kafka.UnreadableRecords;
import dev.sluice.model.WireName;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.publisher.web.rest.Page;
import dev.sluice.publisher.web.rest.PageRequest;
import dev.sluice.service.thread.ServiceThreads;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/** How the upstreams of all APIs stand, as the relays tell it; followed for as long as the service runs. Thread safe. */
@Singleton
public class UpstreamStates {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Comparator<UpstreamState> ORDER = Comparator.comparing(UpstreamState::path)
            .thenComparing(upstream -> Optional.ofNullable(upstream.query()).orElse(""))
            .thenComparing(UpstreamState::environment)
            .thenComparing(UpstreamState::keyType);

    private static final List<String> TROUBLE_FIRST = Stream.of(
                    Upstream.REFUSED,
                    Upstream.BACKING_OFF,
                    Upstream.CONNECTING,
                    Upstream.LIVE,
                    Upstream.ENDED,
                    Upstream.IDLE)
            .map(WireName::wireName)
            .toList();

    private static final Comparator<Entry> ORDER_OF_ALL = Comparator.comparing(
                    (Entry entry) -> TROUBLE_FIRST.indexOf(entry.upstream().status()))
            .thenComparing(Entry::apiId)
            .thenComparing(Entry::upstream, ORDER);

    /** An upstream and the API that it is of. */
    record Entry(String apiId, UpstreamState upstream) {}

    /**
     * Which upstreams are asked for.
     *
     * @param apiId empty = of all APIs
     * @param status empty = any
     */
    record Request(String apiId, String status, PageRequest page) {
        boolean has(Entry entry) {
            return (apiId.isEmpty() || apiId.equals(entry.apiId()))
                    && (status.isEmpty() || status.equals(entry.upstream().status()));
        }
    }

    private final UpstreamTable upstreams;
    private final TopicTable table;

    UpstreamStates(
            KafkaTopics topics,
            KafkaConnection kafka,
            Admin admin,
            UnreadableRecords unreadable,
            ServiceThreads threads) {
        this.upstreams = new UpstreamTable(topics.shards(), System::nanoTime);
        List<TopicPartition> shards = IntStream.range(0, topics.shards())
                .mapToObj(shard -> new TopicPartition(topics.relayState().name(), shard))
                .toList();
        this.table = new TopicTable(
                "upstreams-reader",
                shards,
                new TableSettings(kafka.asking("publisher-upstreams"), admin, unreadable, threads),
                upstreams);
    }

    void start(@Observes StartupEvent start) {
        table.start();
    }

    void stop(@Observes ShutdownEvent stop) {
        table.close();
    }

    /** A start that has failed sends no event of its end; the reader would fail without what it reads by. */
    @PreDestroy
    void close() {
        table.close();
    }

    /**
     * All channels that the relays know of an API now, by path.
     *
     * @throws org.apache.kafka.common.KafkaException if that cannot be read within 5 s
     */
    List<UpstreamState> ofApi(String apiId) {
        readToPresentEnd();
        return upstreams.ofApi(apiId).stream().sorted(ORDER).toList();
    }

    /**
     * A page of the upstreams of all APIs, those in trouble first.
     *
     * @param parameters of the request, for the links of the page
     * @throws org.apache.kafka.common.KafkaException if they cannot be read within 5 s
     */
    Page<Entry> page(Request request, Map<String, String> parameters) {
        readToPresentEnd();
        List<Entry> found = upstreams.apiIds().stream()
                .flatMap(apiId -> upstreams.ofApi(apiId).stream().map(upstream -> new Entry(apiId, upstream)))
                .filter(request::has)
                .sorted(ORDER_OF_ALL)
                .toList();
        PageRequest asked = request.page();
        List<Entry> shown =
                found.stream().skip(asked.offset()).limit(asked.limit()).toList();
        return Page.of(shown, asked, found.size(), "/upstreams", parameters);
    }

    private void readToPresentEnd() {
        CompletableFuture<Void> read = table.readToPresentEnd();
        try {
            read.get(LIMIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (java.util.concurrent.TimeoutException late) {
            throw new TimeoutException("relay-state could not be read within " + LIMIT.toSeconds() + " s", late);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("nothing fails it", failed);
        } catch (InterruptedException stopped) {
            throw new InterruptException(stopped);
        } finally {
            read.cancel(false); // no longer waited for
        }
    }

    /** How the upstreams of an API stood a second ago; does not wait. */
    public UpstreamSummary summary(String apiId) {
        return upstreams.isRecent() ? UpstreamSummary.of(upstreams.ofApi(apiId)) : UpstreamSummary.UNKNOWN;
    }

    /** How each backend stood a second ago of which the relays know a channel; does not wait. Empty while Kafka cannot be read. */
    public Map<Backend, Backend.State> backends() {
        if (!upstreams.isRecent()) {
            return Map.of();
        }
        Map<Backend, List<UpstreamState>> channels = upstreams.apiIds().stream()
                .flatMap(apiId -> upstreams.ofApi(apiId).stream().map(upstream -> new Entry(apiId, upstream)))
                .collect(Collectors.groupingBy(
                        entry -> new Backend(
                                entry.apiId(),
                                entry.upstream().environment(),
                                entry.upstream().keyType()),
                        Collectors.mapping(Entry::upstream, Collectors.toList())));
        return channels.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Backend.state(entry.getValue())));
    }
}
