package dev.sluice.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A log of bounded size. When it has reached its limit it is set aside as {@code <name>.1}, the one before as {@code .2},
 * and so on; the oldest is deleted. It is cut at the ends of lines, unless a line is as long as the limit itself.
 *
 * <p>For one thread at a time, and one writer of a file.
 */
public final class RotatingFile extends OutputStream {
    private static final long LOG_BYTES = 10 << 20;
    private static final int OLDER_LOGS = 3;

    private final Path file;
    private final long limit;
    private final int older;
    private OutputStream out;
    private long size;
    private boolean isAtLineStart = true;

    /**
     * Goes on with what there is.
     *
     * @param limit in bytes, of each file, about
     * @param older how many files are kept beside it, 1 or more
     */
    public RotatingFile(Path file, long limit, int older) throws IOException {
        this.file = file;
        this.limit = limit;
        this.older = older;
        this.out = open();
        this.size = Files.size(file);
    }

    /** Of 10 MiB, with three older ones. */
    public static RotatingFile ofALog(Path file) throws IOException {
        return new RotatingFile(file, LOG_BYTES, OLDER_LOGS);
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if (size >= limit && (isAtLineStart || size >= 2 * limit)) {
                rotate();
            }
            int to = cut(bytes, at, end);
            out.write(bytes, at, to - at);
            size += to - at;
            isAtLineStart = bytes[to - 1] == '\n';
            at = to;
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** Where to stop writing into this file: at the first line end from its limit on. */
    private int cut(byte[] bytes, int from, int end) {
        for (int i = (int) Math.max(from, from + limit - size - 1); i < end; i++) {
            if (bytes[i] == '\n' || size + i + 1 - from >= 2 * limit) {
                return i + 1;
            }
        }
        return end;
    }

    private void rotate() throws IOException {
        out.close();
        for (int number = older; number > 1; number--) {
            Path newer = aside(number - 1);
            if (Files.exists(newer)) {
                Files.move(newer, aside(number), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(file, aside(1), StandardCopyOption.REPLACE_EXISTING);
        out = open();
        size = 0;
        isAtLineStart = true;
    }

    private Path aside(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    private OutputStream open() throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
