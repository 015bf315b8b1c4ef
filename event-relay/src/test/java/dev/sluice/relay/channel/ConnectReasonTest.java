package dev.sluice.relay.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.control.GapReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectReasonTest {
    @ParameterizedTest
    @CsvSource({
        "FIRST, false, false,",
        "TAKEOVER, true, true,",
        "TAKEOVER, false, true, RELAY_OUTAGE",
        "IDLE, true, true,",
        "IDLE, false, true, IDLE",
        "CHANGED, false, true, BACKEND_CHANGED",
        "CHANGED, false, false,"
    })
    void theFirstConnectionOfAPullBeginsWithTheGapOfItsReason(
            PullReason why, boolean isResumed, boolean hasRecords, @Nullable GapReason gap) {
        assertThat(new ConnectReason(why).gap(isResumed, hasRecords)).isEqualTo(gap);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FIRST", "TAKEOVER", "IDLE", "CHANGED"})
    void everyLaterConnectionOnlyMissesWhatCouldNotBeAskedFor(PullReason first) {
        // Given
        ConnectReason why = new ConnectReason(first);

        // When
        why.onConnected();

        // Then
        assertThat(why.gap(true, true)).isNull();
        assertThat(why.gap(false, true)).isEqualTo(GapReason.BACKEND_RESET);
    }
}
