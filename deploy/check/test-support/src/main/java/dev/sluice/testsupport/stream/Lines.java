package dev.sluice.testsupport.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Lines that end with LF, many at a time. */
final class Lines {
    private final InputStream in;
    private byte[] bytes = new byte[8192];
    private int next;
    private int end;

    Lines(InputStream in) {
        this.in = in;
    }

    String next() throws IOException {
        for (int i = next; ; i++) {
            if (i == end) {
                i -= next;
                fill();
            }
            if (bytes[i] == '\n') {
                String line = new String(bytes, next, i - next, UTF_8);
                next = i + 1;
                return line;
            }
        }
    }

    /** Reads more after what is there, which moves to the front. */
    private void fill() throws IOException {
        System.arraycopy(bytes, next, bytes, 0, end - next);
        end -= next;
        next = 0;
        if (end == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * end);
        }
        int read = in.read(bytes, end, bytes.length - end);
        if (read < 0) {
            throw new IOException("end of stream");
        }
        end += read;
    }
}
