package dev.sluice.service.http;

/**
 * How large a request's head may be.
 *
 * @param lineBytes of the request line
 * @param headerBytes of all header lines, their ends not counted
 * @param headers how many
 */
public record HeadLimits(int lineBytes, int headerBytes, int headers) {
    /** A channel has 1,024 bytes, escapes may triple it, ids come on top; a token has at most 8 KiB. */
    public static final HeadLimits DEFAULT = new HeadLimits(8 * 1024, 16 * 1024, 100);
}
