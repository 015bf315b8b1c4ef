package dev.sluice.service.log;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Keeps warnings and errors that repeat themselves out of the log, ours and those of libraries: of lines that differ in numbers
 * alone the first one is written at once, then one every ten seconds, with the number of those that were left out. While Kafka
 * is away its clients write several lines a second each, and of a topic that is gone thousands. For one handler; thread safe.
 */
public final class RepeatedLineFilter implements Filter {
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final int MAX_KEYS = 1_000;
    private static final int MAX_KEY_LENGTH = 300;
    private static final Pattern NUMBERS = Pattern.compile("[0-9]+");

    private final RepeatLimit limit;

    public RepeatedLineFilter() {
        this(System::nanoTime);
    }

    RepeatedLineFilter(LongSupplier clock) {
        this.limit = new RepeatLimit(INTERVAL, MAX_KEYS, clock);
    }

    @Override
    public boolean isLoggable(LogRecord line) {
        if (line.getLevel().intValue() < Level.WARNING.intValue()) {
            return true;
        }
        ExtLogRecord record = ExtLogRecord.wrap(line);
        String text = record.getFormattedMessage();
        int leftOut = limit.pass(key(record, text));
        if (leftOut > 0) {
            record.setMessage(
                    text + " (" + leftOut + " more like this were left out)", ExtLogRecord.FormatStyle.NO_FORMAT);
            record.setParameters(null);
        }
        return leftOut != RepeatLimit.LEFT_OUT;
    }

    private static String key(LogRecord line, String text) {
        String start = text.length() > MAX_KEY_LENGTH ? text.substring(0, MAX_KEY_LENGTH) : text;
        return line.getLoggerName() + ' ' + NUMBERS.matcher(start).replaceAll("#");
    }
}
