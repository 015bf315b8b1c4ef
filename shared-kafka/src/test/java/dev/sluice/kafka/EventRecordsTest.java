package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.api.KeyType;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.channel.Feed;
import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.event.RecordKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

class EventRecordsTest {
    private static final byte[] DATA = "{}".getBytes(StandardCharsets.UTF_8);

    @Test
    void whatIsSentIsWhatIsRead() {
        // Given
        ProducerRecord<String, byte[]> sent = EventRecords.toSend(
                "sluice.events.a", 2, RecordKind.EVENT, "a|Default|P|/x", 12, "abcdefghij", 7, "price", "é-7", DATA);

        // When
        Optional<FeedRecord> read = EventRecords.read(received(sent, 99));

        // Then
        assertThat(read)
                .contains(new FeedRecord(
                        99, 5, RecordKind.EVENT, "a|Default|P|/x", 12, "abcdefghij", 7, "price", "é-7", DATA));
    }

    @Test
    void anAbsentIdAndAnEmptyIdAreTwoThings() {
        // Given
        ProducerRecord<String, byte[]> without =
                EventRecords.toSend("t", 0, RecordKind.EVENT, "k", 1, "abcdefghij", 1, null, null, DATA);
        ProducerRecord<String, byte[]> cleared =
                EventRecords.toSend("t", 0, RecordKind.MARK, "k", 1, "abcdefghij", 0, null, "", DATA);

        // Then
        assertThat(EventRecords.read(received(without, 1)).orElseThrow().upstreamId())
                .isNull();
        assertThat(EventRecords.read(received(cleared, 1)).orElseThrow().upstreamId())
                .isEmpty();
    }

    @Test
    void aClaimsEpochIsItsOffset() {
        FeedRecord claim = EventRecords.read(received(EventRecords.claimToSend("t", 0, DATA), 41))
                .orElseThrow();

        assertThat(claim.kind()).isEqualTo(RecordKind.CLAIM);
        assertThat(claim.epoch()).isEqualTo(41);
    }

    @Test
    void theFirstRecordOfATenureIsReadAsSuch() {
        FeedRecord first = FeedRecord.toCome(RecordKind.EVENT, "k", 1, "abcdefghij", 2, true, "price", null, DATA);

        FeedRecord read = EventRecords.read(received(EventRecords.toSend("t", 0, first), 3))
                .orElseThrow();

        assertThat(read).isEqualTo(first.at(3, 5));
        assertThat(read.isFirstOfTenure()).isTrue();
        ProducerRecord<String, byte[]> next =
                EventRecords.toSend("t", 0, RecordKind.EVENT, "k", 1, "abcdefghij", 3, null, null, DATA);
        assertThat(EventRecords.read(received(next, 4)).orElseThrow().isFirstOfTenure())
                .isFalse();
    }

    @Test
    void whatNoStateOfAChannelCouldCarryDoesNotCount() {
        long most = 1L << 52;
        assertThat(EventRecords.read(received(event(most, "7"), 1))).isPresent();
        assertThat(EventRecords.read(received(event(most + 1, "7"), 1))).isEmpty();
        assertThat(List.of("a\0", "a\r", "\nb"))
                .allSatisfy(id ->
                        assertThat(EventRecords.read(received(event(1, id), 1))).isEmpty());
    }

    private static ProducerRecord<String, byte[]> event(long sequence, String id) {
        return EventRecords.toSend("t", 0, RecordKind.EVENT, "k", 1, "abcdefghij", sequence, null, id, DATA);
    }

    @Test
    void recordsThatAreNotOursDoNotCount() {
        assertThat(EventRecords.read(received(new ProducerRecord<>("t", 0, "k", DATA), 1)))
                .isEmpty();
        assertThat(EventRecords.read(received(
                        EventRecords.toSend("t", 0, RecordKind.EVENT, "k", 1, "abcdefghij", 0, null, null, DATA), 1)))
                .isEmpty();
        assertThat(EventRecords.read(received(
                        EventRecords.toSend("t", 0, RecordKind.EVENT, "k", -1, "abcdefghij", 1, null, null, DATA), 1)))
                .isEmpty();
    }

    @Test
    void aRecordWhoseGenerationCannotBePartOfAnIdDoesNotCount() {
        for (String generation : List.of("", "short", "abcdefghijk", "ABCDEFGHIJ", "abc\ndata: x")) {
            assertThat(EventRecords.read(received(
                            EventRecords.toSend("t", 0, RecordKind.EVENT, "k", 1, generation, 1, null, null, DATA), 1)))
                    .as(generation)
                    .isEmpty();
        }
    }

    @Test
    void everyKindIsReadAndNoOther() {
        for (RecordKind kind : RecordKind.values()) {
            ProducerRecord<String, byte[]> sent =
                    EventRecords.toSend("t", 0, kind, "k", 1, "abcdefghij", 1, null, null, DATA);
            assertThat(EventRecords.read(received(sent, 1)).map(FeedRecord::kind))
                    .contains(kind);
        }
        ProducerRecord<String, byte[]> later = new ProducerRecord<>("t", 0, "k", DATA);
        later.headers().add("kind", "events".getBytes(StandardCharsets.UTF_8));
        assertThat(EventRecords.read(received(later, 1))).isEmpty();
    }

    @Test
    void aHeaderWithoutAValueIsNoneAndOfTwoTheLastOneCounts() {
        ProducerRecord<String, byte[]> sent =
                EventRecords.toSend("t", 0, RecordKind.EVENT, "k", 1, "abcdefghij", 2, "old", null, DATA);
        sent.headers()
                .add("type", "new".getBytes(StandardCharsets.UTF_8))
                .add("id", null)
                .add("later", DATA);

        FeedRecord read = EventRecords.read(received(sent, 1)).orElseThrow();

        assertThat(read.type()).isEqualTo("new");
        assertThat(read.upstreamId()).isNull();
    }

    /** Kept for traces by section 3 of the contract: a relay of a later release may write it beside gateways of this one. */
    @Test
    void aTraceChangesNothingOfWhatIsRead() {
        ProducerRecord<String, byte[]> plain =
                EventRecords.toSend("t", 0, RecordKind.EVENT, "k", 1, "abcdefghij", 2, "price", "7", DATA);
        ProducerRecord<String, byte[]> traced =
                EventRecords.toSend("t", 0, RecordKind.EVENT, "k", 1, "abcdefghij", 2, "price", "7", DATA);
        traced.headers()
                .add(
                        "traceparent",
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".getBytes(StandardCharsets.US_ASCII))
                .add("tracestate", "vendor=\u00e9".getBytes(StandardCharsets.UTF_8));

        assertThat(EventRecords.read(received(traced, 1))).isPresent().isEqualTo(EventRecords.read(received(plain, 1)));
    }

    @Test
    void channelsLieWhereKafkaWouldPutTheirKeys() {
        for (int i = 0; i < 500; i++) {
            Channel channel = new Channel("api", "Default", KeyType.PRODUCTION, "/" + "x".repeat(i % 7) + i, null);
            int hash = Utils.murmur2(channel.key().getBytes(StandardCharsets.UTF_8));
            assertThat(Feed.of(channel, 13).partition()).isEqualTo(Math.floorMod(hash, 13));
        }
    }

    private static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent, long offset) {
        return new ConsumerRecord<>(
                sent.topic(),
                0,
                offset,
                5,
                TimestampType.LOG_APPEND_TIME,
                1,
                1,
                sent.key(),
                sent.value(),
                new RecordHeaders(sent.headers().toArray()),
                Optional.empty());
    }
}
