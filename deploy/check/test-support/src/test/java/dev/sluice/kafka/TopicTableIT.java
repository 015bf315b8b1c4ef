package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.topic.KafkaTopic;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.service.thread.ServiceThreads;
import dev.sluice.testsupport.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicTableIT {
    private static final Map<String, Object> KAFKA =
            Map.of("bootstrap.servers", KafkaBroker.shared().bootstrapServers());
    private static final long SOON_SECONDS = 20;

    private final KafkaTopic topic = new KafkaTopics(KafkaBroker.freshPrefix(), 2).nodes();
    private final UnreadableRecords unreadable = new UnreadableRecords(List.of(topic));
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final CompletableFuture<Throwable> exit = new CompletableFuture<>();
    private final ServiceThreads threads = new ServiceThreads((_, cause) -> exit.complete(cause));
    private final Admin admin = Admin.create(KAFKA);
    private final KafkaProducer<String, String> producer =
            new KafkaProducer<>(KAFKA, new StringSerializer(), new StringSerializer());
    private TopicTable table = table(new Telling());

    @BeforeEach
    void createTopic() throws Exception {
        admin.createTopics(List.of(new NewTopic(topic.name(), 2, (short) 1)))
                .all()
                .get();
    }

    @AfterEach
    void stop() {
        table.close();
        producer.close();
        admin.close();
    }

    @Test
    void allThatWasThereIsReadBeforeItHasCaughtUpAndEmptyPartitionsCount() throws Exception {
        write("a", "1");
        write("b", "2");

        table.start();

        assertThat(untilCaughtUp()).containsExactly("beginning", "a=1", "b=2", "read", "caught up");
        table.awaitCaughtUp();
        assertThat(table.isCaughtUp()).isTrue();
    }

    @Test
    void anEmptyTopicIsReadAtOnce() throws Exception {
        table.start();

        assertThat(untilCaughtUp()).containsExactly("beginning", "read", "caught up");
    }

    @Test
    void aTransactionsMarkerAtTheEndIsNoRecordToWaitFor() throws Exception {
        write("a", "1");
        try (KafkaProducer<String, String> transactions = new KafkaProducer<>(
                Map.of("bootstrap.servers", KAFKA.get("bootstrap.servers"), "transactional.id", topic.name()),
                new StringSerializer(),
                new StringSerializer())) {
            transactions.initTransactions();
            transactions.beginTransaction();
            transactions.send(new ProducerRecord<>(topic.name(), 0, "a", "2"));
            transactions.flush();
            transactions.abortTransaction();
        }

        table.start();

        assertThat(untilCaughtUp()).containsExactly("beginning", "a=1", "read", "caught up");
    }

    @Test
    void aCallerKnowsThatAllIsReadThatWasThereAsItAsked() throws Exception {
        table.start();
        table.awaitCaughtUp();
        told.clear();

        for (int i = 0; i < 20; i++) {
            write("a", String.valueOf(i));
            table.readToPresentEnd().get(SOON_SECONDS, TimeUnit.SECONDS);

            assertThat(told).contains("a=" + i);
            assertThat(told).as("in force when the caller knows").contains("read");
            told.clear();
        }
    }

    @Test
    void aRecordThatIsRefusedIsPassedOverAndCounted() throws Exception {
        write("bad", "1");
        write("b", "2");

        table.start();

        assertThat(untilCaughtUp()).containsExactly("beginning", "bad passed over", "b=2", "read", "caught up");
        assertThat(unreadable.count(topic)).isEqualTo(1);
        assertThat(exit).isNotDone();
    }

    @Test
    void aTopicThatIsMadeAnewIsReadAgainFromItsBeginning() throws Exception {
        write("a", "1");
        write("a", "2");
        write("a", "3");
        table.start();
        table.awaitCaughtUp();
        told.clear();

        admin.deleteTopics(List.of(topic.name())).all().get();
        createTopic();
        write("b", "1");

        assertThat(until("b=1")).startsWith("beginning");
        assertThat(table.isCaughtUp()).isTrue();
        assertThat(exit).isNotDone();
    }

    @Test
    void anAddressThatIsNotKnownYetIsTriedAgain() {
        Map<String, Object> nowhere = Map.of("bootstrap.servers", "nowhere.invalid:9092");
        TopicTable early = new TopicTable(
                "early",
                List.of(new TopicPartition(topic.name(), 0)),
                new TableSettings(nowhere, admin, unreadable, threads),
                new Telling());

        early.start();

        assertThatThrownBy(() -> exit.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        early.close();
        assertThat(told).isEmpty();
    }

    @Test
    void aFaultInTheSinkEndsTheProcess() throws Exception {
        IllegalStateException fault = new IllegalStateException("a fault");
        table = table(new TopicTable.Sink() {
            @Override
            public void onRecord(ConsumerRecord<String, byte[]> row) {
                throw new AssertionError("there is no record");
            }

            @Override
            public void onRead() {
                throw fault;
            }
        });

        table.start();

        assertThat(exit.get(SOON_SECONDS, TimeUnit.SECONDS)).isSameAs(fault);
        assertThat(table.isCaughtUp()).isFalse();
    }

    private TopicTable table(TopicTable.Sink sink) {
        List<TopicPartition> partitions =
                List.of(new TopicPartition(topic.name(), 0), new TopicPartition(topic.name(), 1));
        return new TopicTable("table", partitions, new TableSettings(KAFKA, admin, unreadable, threads), sink);
    }

    private void write(String key, String value) throws Exception {
        producer.send(new ProducerRecord<>(topic.name(), 0, key, value)).get();
    }

    private List<String> untilCaughtUp() throws InterruptedException {
        return until("caught up");
    }

    private List<String> until(String last) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        while (!lines.contains(last)) {
            String line = told.poll(SOON_SECONDS, TimeUnit.SECONDS);
            assertThat(line).as("after %s", lines).isNotNull();
            lines.add(line);
        }
        return lines;
    }

    /** Puts down what it was told. */
    private final class Telling implements TopicTable.Sink {
        @Override
        public void onBeginning() {
            told.add("beginning");
        }

        @Override
        public void onRecord(ConsumerRecord<String, byte[]> row) {
            if (row.key().equals("bad")) {
                throw new IllegalArgumentException("refused by the test");
            }
            told.add(row.key() + '=' + new String(row.value(), StandardCharsets.UTF_8));
        }

        @Override
        public void onUnreadable(ConsumerRecord<String, byte[]> row, RuntimeException reason) {
            told.add(row.key() + " passed over");
        }

        @Override
        public void onRead() {
            told.add("read");
        }

        @Override
        public void onCaughtUp() {
            told.add("caught up");
        }
    }
}
