package dev.sluice.publisher.ops;

import dev.sluice.service.log.RepeatedLineFilter;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/** Keeps warnings that repeat themselves out of the log; named in {@code quarkus.log.console.filter}. */
@LoggingFilter(name = "repeats")
public final class LogFilter implements Filter {
    private final RepeatedLineFilter lines = new RepeatedLineFilter();

    @Override
    public boolean isLoggable(LogRecord line) {
        return lines.isLoggable(line);
    }
}
