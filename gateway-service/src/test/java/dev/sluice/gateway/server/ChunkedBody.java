package dev.sluice.gateway.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body under its chunk framing (RFC 9112, 7.1), which is checked by the letter. */
final class ChunkedBody extends InputStream {
    private final InputStream in;
    private int left;

    ChunkedBody(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (left == 0) {
            left = Integer.parseInt(line(in), 16);
            if (left == 0) {
                line(in); // no trailers
                return -1;
            }
        }
        int read = in.read(into, from, Math.min(length, left));
        if (read < 0) {
            throw new IOException("end of stream");
        }
        left -= read;
        if (left == 0) {
            String end = line(in);
            if (!end.isEmpty()) {
                throw new AssertionError("chunk is not closed: " + end);
            }
        }
        return read;
    }

    /** The next line, without its end, be that LF or CR LF. */
    static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b; (b = in.read()) != '\n'; ) {
            if (b < 0) {
                throw new IOException("end of stream");
            }
            line.write(b);
        }
        String text = line.toString(UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
