package dev.sluice.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All that a local system writes down somewhere or shows to operators, for a search. */
final class SystemRecords {
    /** What can be read of each service, by its port of management. */
    private static final List<Integer> MANAGEMENT = List.of(9444, 9445, 9455, 9446, 9456, 9447);

    private static final String COLUMNS = "select table_schema, table_name, column_name from information_schema.columns"
            + " where table_schema not in ('pg_catalog', 'information_schema') order by 1, 2, ordinal_position";
    private static final Duration POLL = Duration.ofMillis(500);

    private final LocalSystem system;

    SystemRecords(LocalSystem system) {
        this.system = system;
    }

    /** @param isMeant topics of Kafka; all others are passed over */
    void searchAll(SecretSearch search, Predicate<String> isMeant) throws Exception {
        searchLogs(search);
        searchMetrics(search);
        searchKafka(search, isMeant);
        searchDatabase(search);
    }

    /** The places are called {@code log publisher-1.log}. */
    private void searchLogs(SecretSearch search) throws IOException {
        List<Path> logs = new ArrayList<>(List.of(system.data().resolve("postgres/postgres.log")));
        try (var files = Files.walk(system.data().resolve("logs"))) {
            files.filter(Files::isRegularFile).forEach(logs::add);
        }
        for (Path log : logs) {
            search.look("log " + log.getFileName(), Files.readAllBytes(log));
        }
    }

    /** {@code metrics 9446}, {@code health 9446}. */
    private void searchMetrics(SecretSearch search) {
        for (int port : MANAGEMENT) {
            String base = "http://127.0.0.1:" + system.port(port) + "/q/";
            for (String page : List.of("metrics", "health")) {
                search.look(
                        page + ' ' + port,
                        Rest.send("GET", java.net.URI.create(base + page), null, null)
                                .text());
            }
        }
    }

    /** {@code kafka sluice.apis}: keys, values and headers. */
    private void searchKafka(SecretSearch search, Predicate<String> isMeant) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                system.bootstrapServers(),
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class,
                "isolation.level",
                "read_uncommitted",
                "exclude.internal.topics",
                "false");
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .filter(partition -> isMeant.test(partition.topic()))
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> left = new HashMap<>(consumer.endOffsets(partitions));
            while (!left.isEmpty()) {
                for (ConsumerRecord<byte[], byte[]> row : consumer.poll(POLL)) {
                    search(search, row);
                }
                left.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
                consumer.pause(partitions.stream()
                        .filter(partition -> !left.containsKey(partition))
                        .toList());
            }
        }
    }

    private static void search(SecretSearch search, ConsumerRecord<byte[], byte[]> row) {
        String place = "kafka " + row.topic();
        for (byte[] part : new byte[][] {row.key(), row.value()}) {
            if (part != null) {
                search.look(place, part);
            }
        }
        for (Header header : row.headers()) {
            search.look(place, header.key() + '=');
            if (header.value() != null) {
                search.look(place, header.value());
            }
        }
    }

    /** {@code database webhook.url}; bytes are read in hexadecimal. */
    private void searchDatabase(SecretSearch search) throws IOException, SQLException {
        String password =
                Files.readString(system.data().resolve("postgres/password")).strip();
        String url = "jdbc:postgresql://127.0.0.1:" + system.port(9449) + "/postgres";
        try (Connection connection = DriverManager.getConnection(url, "postgres", password);
                Statement statement = connection.createStatement()) {
            Map<String, List<String>> tables = columns(statement);
            for (Map.Entry<String, List<String>> table : tables.entrySet()) {
                search(search, statement, table.getKey(), table.getValue());
            }
        }
    }

    private static Map<String, List<String>> columns(Statement statement) throws SQLException {
        Map<String, List<String>> columns = new HashMap<>();
        try (ResultSet rows = statement.executeQuery(COLUMNS)) {
            while (rows.next()) {
                columns.computeIfAbsent(rows.getString(1) + "\".\"" + rows.getString(2), _ -> new ArrayList<>())
                        .add(rows.getString(3));
            }
        }
        return columns;
    }

    private static void search(SecretSearch search, Statement statement, String table, List<String> columns)
            throws SQLException {
        String all = String.join("\"::text, \"", columns);
        try (ResultSet rows = statement.executeQuery("select \"" + all + "\"::text from \"" + table + '"')) {
            while (rows.next()) {
                for (int i = 0; i < columns.size(); i++) {
                    String value = rows.getString(i + 1);
                    if (value != null) {
                        String name = table.substring(table.lastIndexOf('"') + 1);
                        search.look("database " + name + '.' + columns.get(i), value.getBytes(StandardCharsets.UTF_8));
                    }
                }
            }
        }
    }
}
