package dev.sluice.backend;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The memory of this JVM, once a second, without ids. */
final class MemoryStream implements HttpReply.Body {
    private static final long PERIOD_NANOS = Duration.ofSeconds(1).toNanos();

    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();

    @Override
    public void writeTo(StreamConnection connection) throws IOException {
        boolean there = true;
        while (there) {
            String event = "data:{\"heap\":" + memory.getHeapMemoryUsage().getUsed()
                    + ",\"nonHeap\":" + memory.getNonHeapMemoryUsage().getUsed()
                    + ",\"ts\":" + System.currentTimeMillis()
                    + ",\"identifier\":\"ram_222\"}\n\n";
            connection.send(event.getBytes(StandardCharsets.UTF_8), 1);
            there = connection.pause(PERIOD_NANOS);
        }
    }
}
