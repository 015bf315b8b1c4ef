package dev.sluice.publisher.delivery.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TopicContentsTest {
    private static final String KEY = "Default/a";

    @Test
    void theHighestVersionCountsWhereverItStands() {
        TopicContents contents = TopicContents.of(List.of(row(7, "new"), row(5, "old"), row(6, null)));

        assertThat(contents.records().get(KEY))
                .extracting(stored -> new String(stored.value(), StandardCharsets.UTF_8))
                .isEqualTo("new");
        assertThat(contents.overtaken()).containsExactly(KEY);
        assertThat(contents.highest()).isEqualTo(7);
    }

    @Test
    void aTombstonesVersionCountsToo() {
        TopicContents contents = TopicContents.of(List.of(row(5, "a"), row(7, null), row(6, "b")));

        assertThat(contents.records()).isEmpty();
        assertThat(contents.overtaken()).containsExactly(KEY);
    }

    @Test
    void whatIsSentTwiceIsNotOvertaken() {
        TopicContents contents = TopicContents.of(List.of(row(5, "a"), row(6, "b"), row(5, "a"), row(6, "b")));

        assertThat(contents.records()).containsOnlyKeys(KEY);
        assertThat(contents.overtaken()).isEmpty();
    }

    @Test
    void aTombstoneWithoutAVersionDeletesAndARecordWithoutOneChangesNothing() {
        assertThat(TopicContents.of(List.of(row(5, "a"), row(0, null))).records())
                .isEmpty();
        TopicContents contents = TopicContents.of(List.of(row(5, "a"), row(0, "b")));
        assertThat(contents.records().get(KEY))
                .extracting(stored -> stored.headers().version())
                .isEqualTo(5L);
        assertThat(contents.overtaken()).containsExactly(KEY);
    }

    private static ConsumerRecord<String, byte[]> row(long version, @Nullable String value) {
        ConsumerRecord<String, byte[]> row =
                new ConsumerRecord<>("apis", 0, 0, KEY, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
        if (version > 0) {
            row.headers().add("version", Long.toString(version).getBytes(StandardCharsets.US_ASCII));
        }
        return row;
    }
}
