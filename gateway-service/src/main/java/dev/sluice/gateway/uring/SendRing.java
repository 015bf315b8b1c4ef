package dev.sluice.gateway.uring;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Sends on many sockets by one system call. The requests never wait ({@code io_uring_enter(2)}, IORING_OP_SEND with
 * MSG_DONTWAIT), so all are done when the call returns. Needs Linux 6.0 and a system that allows it: containers often do
 * not.
 *
 * <p>Confined to the thread that has opened it. A caller that adds a send leaves its socket and its bytes as they are until
 * {@link #submit}.
 */
public final class SendRing implements AutoCloseable {
    /** The kernel takes none of these bytes now. */
    public static final int EAGAIN = -11;

    private static final int EINTR = -4;
    private static final int EBUSY = -16;
    /** Here: the kernel has begun it and does not say what has become of it. */
    private static final int ECANCELED = -125;

    /** The same on all architectures. */
    private static final long IO_URING_SETUP = 425;

    private static final long IO_URING_ENTER = 426;
    private static final int SETUP_SUBMIT_ALL = 1 << 7;
    private static final int SETUP_COOP_TASKRUN = 1 << 8;
    private static final int SETUP_SINGLE_ISSUER = 1 << 12;
    private static final int ENTER_GETEVENTS = 1;
    private static final long RINGS = 0;
    private static final long REQUESTS = 0x10000000;

    private static final byte OP_SEND = 26;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_NOSIGNAL = 0x4000;

    private static final VarHandle SHARED = JAVA_INT.varHandle();

    private final Kernel kernel;
    /** -1 = closed. */
    private int fd;

    private final RingLayout at;
    private final MemorySegment rings;
    private final MemorySegment requests;
    private final int[] results;
    /** Where the next request is put, modulo the entries. */
    private int tail;

    private int size;
    private boolean usable = true;

    private SendRing(Kernel kernel, int fd, RingLayout at, MemorySegment rings, MemorySegment requests) {
        this.kernel = kernel;
        this.fd = fd;
        this.at = at;
        this.rings = rings;
        this.requests = requests;
        this.results = new int[at.entries()];
        for (int i = 0; i < at.entries(); i++) {
            rings.set(JAVA_INT, at.order() + (long) i * Integer.BYTES, i);
            requests.set(JAVA_BYTE, RingLayout.request(i), OP_SEND);
            requests.set(JAVA_INT, RingLayout.request(i) + RingLayout.FLAGS, MSG_DONTWAIT | MSG_NOSIGNAL);
        }
    }

    /**
     * @param entries how many sends one call takes; a power of two, at most 4,096
     * @throws IOException when the system has no ring for us; says why
     */
    public static SendRing open(int entries) throws IOException {
        Arena arena = Arena.ofAuto();
        Kernel kernel = kernel(arena);
        MemorySegment params = arena.allocate(RingLayout.PARAMS_BYTES, Long.BYTES);
        params.set(JAVA_INT, RingLayout.SETUP_FLAGS, SETUP_SUBMIT_ALL | SETUP_COOP_TASKRUN | SETUP_SINGLE_ISSUER);
        int fd = kernel.call(IO_URING_SETUP, entries, params.address(), 0, 0);
        if (fd < 0) {
            throw new IOException("io_uring_setup: errno " + -fd);
        }
        RingLayout at = RingLayout.of(params);
        try {
            MemorySegment rings = kernel.map(arena, fd, RINGS, at.ringsBytes());
            MemorySegment requests = kernel.map(arena, fd, REQUESTS, at.requestsBytes());
            return new SendRing(kernel, fd, at, rings, requests);
        } catch (IOException refused) {
            Kernel.close(fd);
            throw refused;
        }
    }

    private static Kernel kernel(Arena arena) throws IOException {
        try {
            return new Kernel(arena);
        } catch (LinkageError forbidden) {
            throw new IOException("native calls are not to be had: " + forbidden, forbidden);
        }
    }

    /** How many sends wait to be submitted. */
    public int size() {
        return size;
    }

    /** Returns whether there is no room for one more. */
    public boolean isFull() {
        return size == at.entries();
    }

    /** Returns whether the kernel still takes what is submitted. */
    public boolean isUsable() {
        return usable;
    }

    /** Adds a send, its number being {@link #size}. */
    public void add(int socket, long address, int length) {
        long request = RingLayout.request((tail + size) & at.mask());
        requests.set(JAVA_INT, request + RingLayout.FD, socket);
        requests.set(JAVA_LONG, request + RingLayout.ADDRESS, address);
        requests.set(JAVA_INT, request + RingLayout.LENGTH, length);
        requests.set(JAVA_LONG, request + RingLayout.USER_DATA, size);
        size++;
    }

    /** Sends all that was added, and waits for none. After it the ring is empty and the results are there. */
    public void submit() {
        Arrays.fill(results, 0, size, ECANCELED);
        int first = tail;
        tail += size;
        SHARED.setRelease(rings, at.submissionTail(), tail);
        int done = 0;
        while (done < size) {
            int begun = (int) SHARED.getAcquire(rings, at.submissionHead()) - first;
            int awaited = begun == size ? size - done : 0;
            int answer = kernel.call(IO_URING_ENTER, fd, size - begun, awaited, awaited > 0 ? ENTER_GETEVENTS : 0);
            done += reap();
            if (answer < 0 && answer != EINTR) {
                giveUp(first, answer);
                break;
            }
        }
        size = 0;
    }

    /** Of a send by its number: how many bytes the kernel has taken, or a negative {@code errno}. */
    public int result(int number) {
        return results[number];
    }

    @Override
    public void close() {
        if (fd >= 0) {
            Kernel.close(fd);
            fd = -1;
        }
    }

    /** Takes back what the kernel has not begun. */
    private void giveUp(int first, int error) {
        usable = error == EAGAIN || error == EBUSY;
        tail = (int) SHARED.getAcquire(rings, at.submissionHead());
        Arrays.fill(results, tail - first, size, EAGAIN);
        SHARED.setRelease(rings, at.submissionTail(), tail);
    }

    private int reap() {
        int head = (int) SHARED.get(rings, at.completionHead());
        int end = (int) SHARED.getAcquire(rings, at.completionTail());
        for (int i = head; i != end; i++) {
            long completion = at.completion(i);
            int number = (int) rings.get(JAVA_LONG, completion);
            results[number] = rings.get(JAVA_INT, completion + RingLayout.RESULT);
        }
        SHARED.setRelease(rings, at.completionHead(), end);
        return end - head;
    }
}
