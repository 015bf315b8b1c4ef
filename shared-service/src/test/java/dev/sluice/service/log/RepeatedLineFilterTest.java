package dev.sluice.service.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class RepeatedLineFilterTest {
    private final AtomicLong clock = new AtomicLong();
    private final RepeatedLineFilter filter = new RepeatedLineFilter(clock::get);

    @Test
    void warningsThatDifferInNumbersAloneAreWrittenOnce() {
        assertThat(filter.isLoggable(line(Level.WARN, "correlation id %s", 1))).isTrue();
        assertThat(filter.isLoggable(line(Level.WARN, "correlation id %s", 2))).isFalse();
        assertThat(filter.isLoggable(line(Level.WARN, "another %s", 2))).isTrue();
    }

    @Test
    void theNextLineSaysHowManyWereLeftOut() {
        // Given
        filter.isLoggable(line(Level.WARN, "100%% {0} of %s", "a"));
        filter.isLoggable(line(Level.WARN, "100%% {0} of %s", "a"));
        clock.addAndGet(Duration.ofSeconds(10).toNanos());
        ExtLogRecord next = line(Level.WARN, "100%% {0} of %s", "a");

        // When
        assertThat(filter.isLoggable(next)).isTrue();

        // Then
        assertThat(next.getFormattedMessage()).isEqualTo("100% {0} of a (1 more like this were left out)");
    }

    @Test
    void theSameTextWithAnotherWordIsAnotherLine() {
        assertThat(filter.isLoggable(line(Level.ERROR, "feed=%s", "a"))).isTrue();
        assertThat(filter.isLoggable(line(Level.ERROR, "feed=%s", "b"))).isTrue();
    }

    @Test
    void whatIsNoWarningIsAlwaysWritten() {
        assertThat(filter.isLoggable(line(Level.INFO, "ready", 0))).isTrue();
        assertThat(filter.isLoggable(line(Level.INFO, "ready", 0))).isTrue();
    }

    private static ExtLogRecord line(Level level, String format, Object parameter) {
        ExtLogRecord line = new ExtLogRecord(level, format, ExtLogRecord.FormatStyle.PRINTF, "logger");
        line.setLoggerName("logger");
        line.setParameters(new Object[] {parameter});
        return line;
    }
}
