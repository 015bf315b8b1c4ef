package dev.sluice.publisher.usage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Where rows of usage go: a batch is one transaction of four statements, however large it is. Thread safe. */
@ApplicationScoped
class UsageStore {
    private static final String SERIES = """
            insert into usage_series as known
                (id, environment, api_id, topic, application_id, subscription_id, plan, key_type, last_day)
            select * from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::date[])
            on conflict (id) do update set last_day = excluded.last_day where known.last_day < excluded.last_day
            """;

    private static final String MINUTES = """
            insert into usage_minute as known
                (series, start, writer, events, bytes, replayed, opened, closed, open_streams, progress)
            select * from unnest(?::uuid[], ?::timestamptz[], ?::uuid[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                                 ?::jsonb[], ?::int[], ?::numeric[])
            on conflict (series, start, writer) do update
                set events = excluded.events, bytes = excluded.bytes, replayed = excluded.replayed, opened = excluded.opened,
                    closed = excluded.closed, open_streams = excluded.open_streams, progress = excluded.progress
                where known.progress < excluded.progress
            """;

    /** The row is locked to the end, so that no roll-up takes it before all that has been written here is seen. */
    private static final String OPEN = """
            insert into usage_open_%1$s (start, touched_at)
            select start, now() from unnest(?::timestamptz[]) start order by start
            on conflict (start) do update set touched_at = excluded.touched_at
            """;

    private static final String OPEN_HOURS = OPEN.formatted("hour");
    private static final String OPEN_DAYS = OPEN.formatted("day");

    private final DataSource database;

    UsageStore(DataSource database) {
        this.database = database;
    }

    /** Sets these rows, each once among them, where what is there is not later. */
    @Transactional(rollbackOn = SQLException.class)
    public void put(Collection<UsageRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (Connection connection = database.getConnection()) {
            touch(connection, OPEN_DAYS, rows, ChronoUnit.DAYS);
            touch(connection, OPEN_HOURS, rows, ChronoUnit.HOURS);
            putSeries(connection, rows);
            putMinutes(connection, List.copyOf(rows));
        }
    }

    private static void touch(Connection connection, String sql, Collection<UsageRow> rows, ChronoUnit unit)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            List<Instant> starts = rows.stream()
                    .map(row -> row.start().truncatedTo(unit))
                    .distinct()
                    .toList();
            new Columns<>(statement, starts).add("timestamptz", Instant::toString);
            statement.executeUpdate();
        }
    }

    private static void putSeries(Connection connection, Collection<UsageRow> rows) throws SQLException {
        List<UsageRow> newest = new ArrayList<>(rows.stream()
                .collect(Collectors.toMap(
                        row -> row.series().id(),
                        Function.identity(),
                        (one, other) -> one.start().isAfter(other.start()) ? one : other,
                        TreeMap::new))
                .values());
        try (PreparedStatement statement = connection.prepareStatement(SERIES)) {
            new Columns<>(statement, newest)
                    .add("uuid", row -> row.series().id())
                    .add("text", row -> row.series().environment())
                    .add("uuid", row -> row.series().apiId())
                    .add("text", row -> row.series().topic())
                    .add("uuid", row -> row.series().applicationId())
                    .add("uuid", row -> row.series().subscriptionId())
                    .add("text", row -> row.series().plan())
                    .add("text", row -> row.series().keyType().name())
                    .add("date", row -> row.start().truncatedTo(ChronoUnit.DAYS).toString());
            statement.executeUpdate();
        }
    }

    private static void putMinutes(Connection connection, List<UsageRow> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MINUTES)) {
            new Columns<>(statement, rows)
                    .add("uuid", row -> row.series().id())
                    .add("timestamptz", row -> row.start().toString())
                    .add("uuid", UsageRow::writer)
                    .add("bigint", UsageRow::events)
                    .add("bigint", UsageRow::bytes)
                    .add("bigint", UsageRow::replayed)
                    .add("bigint", UsageRow::opened)
                    .add("jsonb", row -> ClosedStreams.text(row.closed()))
                    .add("int", UsageRow::open)
                    .add("numeric", UsageRow::progress);
            statement.executeUpdate();
        }
    }

    /** Sets the parameters of a statement to lists, one for each column, in their order. */
    private static final class Columns<T> {
        private final PreparedStatement statement;
        private final List<T> rows;
        private int next = 1;

        Columns(PreparedStatement statement, List<T> rows) {
            this.statement = statement;
            this.rows = rows;
        }

        Columns<T> add(String type, Function<T, @Nullable Object> column) throws SQLException {
            @Nullable Object[] values = rows.stream().map(column).toArray();
            Array array = statement.getConnection().createArrayOf(type, values);
            statement.setObject(next, array, Types.ARRAY);
            next++;
            return this;
        }
    }
}
