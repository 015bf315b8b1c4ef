package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class TailConsumerTest {
    private static final TopicPartition FIRST = new TopicPartition("sluice.events.a", 1);

    @Test
    void aFailureConcernsThePartitionItNamesAndNoneWhoseNumberBeginsLikeIt() {
        KafkaException ofTwelve = new KafkaException("the next record from sluice.events.a-12. If needed, seek");
        KafkaException atTheEnd = new KafkaException("cannot read sluice.events.a-1");

        assertThat(TailConsumer.concerns(ofTwelve, FIRST)).isFalse();
        assertThat(TailConsumer.concerns(ofTwelve, new TopicPartition("sluice.events.a", 12)))
                .isTrue();
        assertThat(TailConsumer.concerns(atTheEnd, FIRST)).isTrue();
    }

    @Test
    void aTopicThatMayNotBeReadConcernsAllItsPartitions() {
        KafkaException denied = new TopicAuthorizationException(Set.of("sluice.events.a"));

        assertThat(TailConsumer.concerns(denied, FIRST)).isTrue();
        assertThat(TailConsumer.concerns(denied, new TopicPartition("sluice.events.b", 1)))
                .isFalse();
    }

    @Test
    void aFailureThatNamesNothingConcernsNone() {
        assertThat(TailConsumer.concerns(new KafkaException(), FIRST)).isFalse();
    }
}
