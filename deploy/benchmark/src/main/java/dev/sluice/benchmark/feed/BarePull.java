package dev.sluice.benchmark.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;

/**
 * Reads a stream from one blocking socket, cuts it into events and writes them as a relay would, and does nothing else: what
 * a relay could cost at the least. Made for our own backend, which sends each event as one chunk: it takes the lines of
 * chunk sizes for fields that it does not know. For one thread.
 */
public final class BarePull {
    private static final byte[] ID = "id: ".getBytes(US_ASCII);
    private static final byte[] DATA = "data: ".getBytes(US_ASCII);
    private static final byte[] NOTHING = {};
    private static final int BUFFER_BYTES = 64 * 1024;

    private final FeedWriter writer;
    private final InputStream in;
    private final byte[] bytes = new byte[BUFFER_BYTES];
    /** Of the bytes that have been read and not dealt with. */
    private int from;

    private int end;
    private String id = "";
    private byte[] data = NOTHING;

    private BarePull(FeedWriter writer, InputStream in) {
        this.writer = writer;
        this.in = in;
    }

    /** {@code SERVERS TOPIC PORT}; runs until it is ended, or the backend is. */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        FeedWriter writer = FeedWriter.idempotent(arguments[0], arguments[1]);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[2]))) {
            socket.getOutputStream().write("GET /0 HTTP/1.1\r\nhost: localhost\r\n\r\n".getBytes(US_ASCII));
            System.out.println("ready");
            new BarePull(writer, socket.getInputStream()).run();
        }
    }

    private void run() throws IOException, InterruptedException, ExecutionException {
        while (true) {
            int read = in.read(bytes, end, bytes.length - end);
            if (read < 0) {
                throw new IOException("the backend has ended the stream");
            }
            end += read;
            takeLines();
            System.arraycopy(bytes, from, bytes, 0, end - from);
            end -= from;
            from = 0;
            if (end == bytes.length) {
                throw new IOException("a line of the backend has " + BUFFER_BYTES + " bytes or more");
            }
            writer.awaitRoom();
        }
    }

    private void takeLines() {
        for (int i = from; i < end; i++) {
            if (bytes[i] == '\n') {
                takeLine(i);
                from = i + 1;
            }
        }
    }

    private void takeLine(int lineEnd) {
        if (begins(ID, lineEnd)) {
            id = new String(bytes, from + ID.length, lineEnd - from - ID.length, US_ASCII);
        } else if (begins(DATA, lineEnd)) {
            data = Arrays.copyOfRange(bytes, from + DATA.length, lineEnd);
        } else if (from == lineEnd && data.length > 0) {
            writer.send(id, data);
            data = NOTHING;
        }
    }

    private boolean begins(byte[] field, int lineEnd) {
        return lineEnd - from >= field.length
                && Arrays.equals(bytes, from, from + field.length, field, 0, field.length);
    }
}
