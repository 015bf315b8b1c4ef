package dev.sluice.benchmark.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * Finds the events in one answer, however its bytes are cut. It looks for {@link Payload}s only and never copies; the
 * padding is skipped unread. Confined to the load's thread.
 */
final class EventScan {
    private static final byte[] STATUS = "HTTP/1.1 200".getBytes(US_ASCII);
    private static final int DIGITS = Payload.MIN_BYTES - 1;

    private final int padding;
    private int statusRead;
    private int digitsLeft;
    private int skip;
    private long sequence;
    private long due;
    private long last;

    /**
     * @param dataBytes of each event
     * @param after {@link Subscription#after}
     */
    EventScan(int dataBytes, long after) {
        this.padding = dataBytes - Payload.MIN_BYTES;
        this.last = after;
    }

    boolean isAccepted() {
        return statusRead == STATUS.length;
    }

    /** The last sequence received, or the one it began after. */
    long last() {
        return last;
    }

    /**
     * Reads all that the buffer holds.
     *
     * @return false when the answer is none with status 200
     */
    boolean read(ByteBuffer bytes, long nowNanos, Tally tally) {
        int at = bytes.position();
        int end = bytes.limit();
        while (statusRead < STATUS.length && at < end) {
            if (bytes.get(at++) != STATUS[statusRead++]) {
                return false;
            }
        }
        while (at < end) {
            if (skip > 0) {
                int skipped = Math.min(skip, end - at);
                skip -= skipped;
                at += skipped;
            } else if (digitsLeft > 0) {
                onDigit(bytes.get(at++), nowNanos, tally);
            } else if (bytes.get(at++) == Payload.MARK) {
                digitsLeft = DIGITS;
                sequence = 0;
                due = 0;
            }
        }
        return true;
    }

    private void onDigit(byte digit, long nowNanos, Tally tally) {
        digitsLeft--;
        if (digitsLeft > Payload.DUE_DIGITS) {
            sequence = sequence * 10 + digit - '0';
        } else if (digitsLeft < Payload.DUE_DIGITS) {
            due = due * 10 + digit - '0';
        }
        if (digitsLeft == 0) {
            tally.onEvent(last, sequence, nowNanos - due);
            last = Math.max(last, sequence);
            skip = padding;
        }
    }
}
