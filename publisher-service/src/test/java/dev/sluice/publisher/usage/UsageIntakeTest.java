package dev.sluice.publisher.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is tried again, and what is not. */
class UsageIntakeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"08006", "40P01", "40001", "53300", "57014", "57P01", "25006", "28P01", "42501", "23502", ""})
    void whatMayHealIsTriedAgain(String state) {
        assertThat(UsageIntake.refusal(new SQLException("refused", state))).isEmpty();
        assertThat(UsageIntake.refusal(new IllegalStateException(new SQLException("refused", state))))
                .isEmpty();
    }

    @Test
    void aFailureThatIsNoneOfTheDatabaseIsTriedAgain() {
        assertThat(UsageIntake.refusal(new SQLException("the pool has none"))).isEmpty();
        assertThat(UsageIntake.refusal(new IllegalStateException("stopping"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"21000", "22021", "22003"})
    void whatIsInTheRowsIsNot(String state) {
        assertThat(UsageIntake.refusal(new IllegalStateException(new SQLException("refused", state))))
                .contains(state);
    }
}
