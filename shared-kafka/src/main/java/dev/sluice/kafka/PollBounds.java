package dev.sluice.kafka;

/**
 * How much one poll may bring.
 *
 * @param records more than 0
 * @param bytes of keys and values, uncompressed; more than 0
 */
public record PollBounds(int records, int bytes) {
    public PollBounds {
        if (records <= 0 || bytes <= 0) {
            throw new IllegalArgumentException("bounds of a poll must be above 0, were " + records + " and " + bytes);
        }
    }
}
