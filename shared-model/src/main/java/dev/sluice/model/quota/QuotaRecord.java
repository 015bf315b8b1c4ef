package dev.sluice.model.quota;

/**
 * What one gateway has delivered under a counter in a window since it started: {@code sluice.quota}. The sum over all nodes
 * and incarnations is what the window has used.
 *
 * @param events cumulative
 * @param bytes cumulative, of the events' blocks
 * @param connections open ones; of the window {@value QuotaKey#OPEN} only
 * @param at when it was so, epoch milliseconds; of the window {@value QuotaKey#OPEN} only
 */
public record QuotaRecord(int schema, long events, long bytes, int connections, long at) {
    public static final int SCHEMA = 1;

    public QuotaRecord {
        if (events < 0 || bytes < 0 || connections < 0) {
            throw new IllegalArgumentException("counts: " + events + ", " + bytes + ", " + connections);
        }
    }

    /** Returns what was delivered in a window. */
    public static QuotaRecord ofWindow(long events, long bytes) {
        return new QuotaRecord(SCHEMA, events, bytes, 0, 0);
    }

    /** Returns how many connections are open. */
    public static QuotaRecord ofConnections(int connections, long at) {
        return new QuotaRecord(SCHEMA, 0, 0, connections, at);
    }
}
