package dev.sluice.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import org.jspecify.annotations.Nullable;

/**
 * Where the log of a broker in this JVM goes. Kafka logs through SLF4J; with slf4j-jdk14, which this module brings, or with
 * the JBoss log manager of a Quarkus test, its loggers are those of {@code java.util.logging} and are steered here.
 */
public final class BrokerLog {
    /** Held here because {@code java.util.logging} forgets the settings of a logger that is not referenced. */
    private static final List<Logger> LOGGERS = List.of(
            Logger.getLogger("kafka"), Logger.getLogger("org.apache.kafka"), Logger.getLogger("state.change.logger"));

    private BrokerLog() {}

    /** From now on everything of Kafka's from INFO up goes to this file only, which starts anew and is bounded. */
    public static void toFile(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Files.createDirectories(absolute.resolveSibling(""));
        Files.deleteIfExists(absolute);
        Handler handler = new FlushingHandler(RotatingFile.ofALog(absolute));
        for (Logger logger : LOGGERS) {
            logger.setUseParentHandlers(false);
            logger.addHandler(handler);
            logger.setLevel(Level.INFO);
        }
    }

    /** Each record is in the file at once. */
    private static final class FlushingHandler extends StreamHandler {
        FlushingHandler(OutputStream out) {
            super(out, new SimpleFormatter());
            setLevel(Level.INFO);
            setErrorManager(new SilentErrors());
        }

        @Override
        public synchronized void publish(LogRecord record) {
            super.publish(record);
            flush();
        }
    }

    /**
     * What a full disk does not take is lost; the default would print a stack trace in the middle of what the user
     * reads.
     */
    private static final class SilentErrors extends ErrorManager {
        @Override
        public synchronized void error(@Nullable String message, @Nullable Exception failed, int code) {
            // the part that ends because of it says so
        }
    }

    /** From now on only warnings and errors, wherever this JVM's log goes. */
    public static void warningsOnly() {
        LOGGERS.forEach(logger -> logger.setLevel(Level.WARNING));
    }
}
