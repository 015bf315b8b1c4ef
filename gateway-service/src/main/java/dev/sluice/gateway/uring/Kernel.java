package dev.sluice.gateway.uring;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The calls that a ring needs: {@code mmap(2)}, {@code munmap(2)}, {@code close(2)}, and {@code syscall(2)} for io_uring,
 * for which libc has no functions. Confined to one thread, for the sake of its {@code errno}.
 */
final class Kernel {
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_SHARED_POPULATE = 0x8001;
    private static final long MAP_FAILED = -1;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option CAPTURED = Linker.Option.captureCallState("errno");
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));

    private static final MethodHandle SYSCALL = function(
            "syscall",
            FunctionDescriptor.of(
                    JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            CAPTURED,
            Linker.Option.firstVariadicArg(1));
    private static final MethodHandle MMAP = function(
            "mmap",
            FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG),
            CAPTURED);
    private static final MethodHandle MUNMAP = function("munmap", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private final MemorySegment state;

    /** @param arena lives as long as calls are made */
    Kernel(Arena arena) {
        this.state = arena.allocate(STATE);
    }

    /** Returns what the system call does; below 0 it is a negative {@code errno}. */
    int call(long number, long a, long b, long c, long d) {
        try {
            long result = (long) SYSCALL.invokeExact(state, number, a, b, c, d, 0L, 0L);
            return result < 0 ? -errno() : (int) result;
        } catch (Throwable broken) {
            throw new IllegalStateException("syscall " + number, broken);
        }
    }

    /** Memory that a file shares with us, until the arena ends. */
    MemorySegment map(Arena arena, int fd, long offset, long bytes) throws IOException {
        MemorySegment mapped;
        try {
            mapped = (MemorySegment) MMAP.invokeExact(
                    state, MemorySegment.NULL, bytes, PROT_READ_WRITE, MAP_SHARED_POPULATE, fd, offset);
        } catch (Throwable broken) {
            throw new IllegalStateException("mmap", broken);
        }
        if (mapped.address() == MAP_FAILED) {
            throw new IOException("mmap: errno " + errno());
        }
        return mapped.reinterpret(bytes, arena, Kernel::unmap);
    }

    static void close(int fd) {
        try {
            int _ = (int) CLOSE.invokeExact(fd);
        } catch (Throwable broken) {
            throw new IllegalStateException("close", broken);
        }
    }

    private static void unmap(MemorySegment mapped) {
        try {
            int _ = (int) MUNMAP.invokeExact(mapped, mapped.byteSize());
        } catch (Throwable broken) {
            throw new IllegalStateException("munmap", broken);
        }
    }

    private int errno() {
        return (int) ERRNO.get(state, 0L);
    }

    private static MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type, options);
    }
}
