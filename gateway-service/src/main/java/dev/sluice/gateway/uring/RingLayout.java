package dev.sluice.gateway.uring;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;

/**
 * Where things are in the memory of a ring ({@code linux/io_uring.h}); offsets and sizes in bytes.
 *
 * @param entries of the submission queue, a power of two
 * @param order of the array that says in which order requests are taken
 * @param completions of the first completion
 */
record RingLayout(
        int entries,
        long submissionHead,
        long submissionTail,
        long order,
        int completionEntries,
        long completionHead,
        long completionTail,
        long completions) {

    /** Of struct io_uring_params. */
    static final long PARAMS_BYTES = 120;

    static final long SETUP_FLAGS = 8;
    private static final long COMPLETION_ENTRIES = 4;
    private static final long SUBMISSION_OFFSETS = 40;
    private static final long COMPLETION_OFFSETS = 80;

    /** In both structs of offsets. */
    private static final long HEAD = 0;

    private static final long TAIL = 4;
    private static final long CQES = 20;
    private static final long ARRAY = 24;

    /** In struct io_uring_sqe. */
    static final long FD = 4;

    static final long ADDRESS = 16;
    static final long LENGTH = 24;
    static final long FLAGS = 28;
    static final long USER_DATA = 32;
    private static final long REQUEST_BYTES = 64;

    /** In struct io_uring_cqe, after the user data. */
    static final long RESULT = 8;

    private static final long COMPLETION_BYTES = 16;

    static RingLayout of(MemorySegment params) {
        return new RingLayout(
                params.get(JAVA_INT, 0),
                params.get(JAVA_INT, SUBMISSION_OFFSETS + HEAD),
                params.get(JAVA_INT, SUBMISSION_OFFSETS + TAIL),
                params.get(JAVA_INT, SUBMISSION_OFFSETS + ARRAY),
                params.get(JAVA_INT, COMPLETION_ENTRIES),
                params.get(JAVA_INT, COMPLETION_OFFSETS + HEAD),
                params.get(JAVA_INT, COMPLETION_OFFSETS + TAIL),
                params.get(JAVA_INT, COMPLETION_OFFSETS + CQES));
    }

    int mask() {
        return entries - 1;
    }

    /** Both rings lie in one mapping since Linux 5.4. */
    long ringsBytes() {
        return Math.max(
                order + (long) entries * Integer.BYTES, completions + (long) completionEntries * COMPLETION_BYTES);
    }

    long requestsBytes() {
        return entries * REQUEST_BYTES;
    }

    static long request(int index) {
        return index * REQUEST_BYTES;
    }

    /** @param position in the ring, not yet modulo its entries */
    long completion(int position) {
        return completions + (position & (completionEntries - 1)) * COMPLETION_BYTES;
    }
}
