package dev.sluice.benchmark.server;

import dev.sluice.benchmark.load.Payload;

/**
 * Which events a server sends.
 *
 * @param channels the events go to one after the other; clients are spread over them evenly
 * @param dataBytes of each event
 * @param ticks a second; {@link #UNTHROTTLED} = as fast as can be, {@link #SILENT} = no events
 * @param burst events at each tick
 */
public record Traffic(int channels, int dataBytes, double ticks, int burst) {
    public static final double UNTHROTTLED = 0;
    public static final double SILENT = -1;
    /** No events. */
    public static final Traffic NONE = toAll(100, SILENT);

    public Traffic {
        if (channels < 1 || burst < 1 || dataBytes < Payload.MIN_BYTES) {
            throw new IllegalArgumentException("no traffic: " + channels + " channels, " + burst + " events at once, "
                    + dataBytes + " bytes each");
        }
    }

    /** One event at a time to all clients. */
    public static Traffic toAll(int dataBytes, double ticks) {
        return new Traffic(1, dataBytes, ticks, 1);
    }

    public Traffic withBurst(int events) {
        return new Traffic(channels, dataBytes, ticks, events);
    }
}
