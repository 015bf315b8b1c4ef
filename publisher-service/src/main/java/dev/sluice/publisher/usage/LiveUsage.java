package dev.sluice.publisher.usage;

import dev.sluice.model.node.NodeRecord;
import dev.sluice.publisher.delivery.propagation.NodeStatus;
import dev.sluice.publisher.delivery.propagation.Propagation;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * How many listen to an API now, and how much they are sent, as the gateways have reported it in the last minute. What a
 * gateway that is dead has reported does not count as open. Thread safe.
 */
@ApplicationScoped
class LiveUsage {
    private static final double SECONDS_OF_MINUTE = 60;

    /**
     * Of a run of a gateway the newest minute says what is open. Of streams without an event it is reported once a minute, when
     * the minute is over: so for a moment the newest one is the last but one.
     */
    private static final String RECENT = """
            select api_id, writer, sum(case when age = 1 then open_streams else 0 end) as clients,
                   sum(case when start = :current then events else 0 end) as current,
                   sum(case when start = :previous then events else 0 end) as previous
            from (select s.api_id, m.writer, m.start, m.open_streams, m.events,
                         row_number() over (partition by m.series, m.writer order by m.start desc) as age
                  from usage_series s join usage_minute m on m.series = s.id
                  where s.api_id in (:ids) and m.start >= :earliest) recent
            group by api_id, writer
            """;

    /**
     * Of one API.
     *
     * @param eventsPerSecond of the last 60 seconds, as far as it is reported
     */
    record Live(long clients, double eventsPerSecond) {
        Live plus(Live other) {
            return new Live(clients + other.clients, eventsPerSecond + other.eventsPerSecond);
        }
    }

    private final EntityManager database;
    private final Propagation propagation;

    LiveUsage(EntityManager database, Propagation propagation) {
        this.database = database;
        this.propagation = propagation;
    }

    /** By the ids of the APIs; those of which nothing is reported are left out. Not within a transaction: it may wait a second. */
    Map<UUID, Live> of(Collection<UUID> apiIds, Instant now) {
        if (apiIds.isEmpty()) {
            return Map.of();
        }
        Optional<Set<UUID>> alive = aliveWriters();
        Instant current = now.truncatedTo(ChronoUnit.MINUTES);
        double elapsed = Duration.between(current, now).toMillis() / 1000.0;
        Map<UUID, Live> live = new HashMap<>();
        for (Tuple row : QuarkusTransaction.requiringNew().call(() -> recent(apiIds, current))) {
            double events = number(row, "current")
                    + number(row, "previous") * (SECONDS_OF_MINUTE - elapsed) / SECONDS_OF_MINUTE;
            UUID writer = row.get("writer", UUID.class);
            boolean isAlive = alive.map(writers -> writers.contains(writer)).orElse(true);
            long clients = isAlive ? (long) number(row, "clients") : 0;
            live.merge(row.get("api_id", UUID.class), new Live(clients, events / SECONDS_OF_MINUTE), Live::plus);
        }
        return live;
    }

    private static double number(Tuple row, String column) {
        return row.get(column, Number.class).doubleValue();
    }

    private List<Tuple> recent(Collection<UUID> apiIds, Instant current) {
        return database.createNativeQuery(RECENT, Tuple.class)
                .setParameter("current", current)
                .setParameter("previous", current.minus(1, ChronoUnit.MINUTES))
                .setParameter("earliest", current.minus(2, ChronoUnit.MINUTES))
                .setParameter("ids", apiIds)
                .getResultList();
    }

    /** Of gateways that have not been silent for 15 s; empty while that is not known. */
    private Optional<Set<UUID>> aliveWriters() {
        return propagation
                .nodes(NodeRecord.Kind.GATEWAY)
                .map(gateways -> gateways.stream()
                        .filter(gateway -> gateway.liveness() != NodeStatus.Liveness.SILENT)
                        .map(gateway -> UsageSeries.writer(
                                gateway.nodeId(), gateway.record().incarnation()))
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
