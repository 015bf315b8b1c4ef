package dev.sluice.gateway.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaContactTest {
    private final AtomicLong clock = new AtomicLong();

    @Test
    void kafkaIsAwayWhenItHasAnsweredNobodyForLongerThanItMay() {
        KafkaContact contact = new KafkaContact(clock::get, Duration.ofSeconds(3));

        pass(Duration.ofSeconds(3));
        assertThat(contact.isAway()).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(contact.isAway()).isTrue();
        contact.onAnswer();
        assertThat(contact.isAway()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_999, 300_001})
    void aBoundThatCannotBeMeantIsNamed(long millis) {
        assertThatThrownBy(() -> new KafkaContact(clock::get, Duration.ofMillis(millis)))
                .hasMessage("sluice.gateway.kafka.away-after must be 2s to 5m, is " + millis + " ms");
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
