package dev.sluice.publisher.web.rest;

/** Which page is asked for: 1 to {@value #MAX_LIMIT} entries from {@code offset} on; out of range = the nearest in it. */
public record PageRequest(int offset, int limit) {
    private static final int MAX_LIMIT = 1_000;
    private static final int MAX_OFFSET = 1_000_000;

    public PageRequest {
        offset = Math.clamp(offset, 0, MAX_OFFSET);
        limit = Math.clamp(limit, 1, MAX_LIMIT);
    }
}
