package dev.sluice.backend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One event stream to one client. Its own thread runs the body and keeps the stream alive with comments; another reads the
 * socket, so that a client's leaving is noticed while nothing is sent. Any thread may {@link #send}.
 */
final class StreamConnection {
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final boolean chunked;
    private final PathStats.Connection stats;
    private final CountDownLatch gone = new CountDownLatch(1);
    private final long heartbeatNanos;
    private long heartbeatDue;
    private boolean begun;

    /** @param heartbeat silence after which a comment is sent */
    StreamConnection(Socket socket, InputStream in, boolean chunked, PathStats path, Duration heartbeat)
            throws IOException {
        this.socket = socket;
        this.in = in;
        this.out = socket.getOutputStream();
        this.chunked = chunked;
        this.stats = path.open();
        this.heartbeatNanos = heartbeat.toNanos();
        this.heartbeatDue = System.nanoTime() + heartbeatNanos;
    }

    void run(HttpReply.Body body) throws IOException {
        try {
            Thread.startVirtualThread(this::watch);
            body.writeTo(this);
            begin();
            if (gone.getCount() > 0) {
                writeEnd();
            }
        } finally {
            stats.close();
            leave();
        }
    }

    /** Whole events, flushed when this returns. */
    void send(byte[] events, int count) throws IOException {
        write(events);
        stats.sent(count);
    }

    /** Waits, with comments when they are due; false when the client has gone meanwhile. */
    boolean pause(long nanos) throws IOException {
        begin();
        long until = System.nanoTime() + nanos;
        while (true) {
            long now = System.nanoTime();
            if (now - heartbeatDue >= 0) {
                write(HEARTBEAT);
                heartbeatDue = now + heartbeatNanos;
            }
            if (isGone(Math.min(until, heartbeatDue) - now)) {
                return false;
            }
            if (System.nanoTime() - until >= 0) {
                return true;
            }
        }
    }

    /** Returns when the client has gone. */
    void awaitGone() throws IOException {
        boolean there = true;
        while (there) {
            there = pause(heartbeatNanos);
        }
    }

    /** Closes in the middle of the stream, as a crash would. */
    void breakOff() throws IOException {
        leave();
    }

    /** Sends the head of the answer, unless it has been sent; what sends or waits does it first. */
    synchronized void begin() throws IOException {
        if (begun) {
            return;
        }
        begun = true;
        String head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\n"
                + (chunked ? "Transfer-Encoding: chunked\r\n" : "")
                + "Connection: close\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private synchronized void write(byte[] bytes) throws IOException {
        begin();
        if (!chunked) {
            out.write(bytes);
            return;
        }
        byte[] size = (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] chunk = new byte[size.length + bytes.length + 2];
        System.arraycopy(size, 0, chunk, 0, size.length);
        System.arraycopy(bytes, 0, chunk, size.length, bytes.length);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        out.write(chunk);
    }

    private synchronized void writeEnd() throws IOException {
        if (chunked) {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void watch() {
        try {
            long read = 0;
            while (read >= 0) {
                read = in.read(); // a client has nothing more to say; what it says is its end
            }
            leave();
        } catch (IOException e) {
            gone.countDown(); // the connection broke, or was closed from this side
        }
    }

    private void leave() throws IOException {
        gone.countDown();
        socket.close();
    }

    private boolean isGone(long withinNanos) throws IOException {
        try {
            return gone.await(Math.max(0, withinNanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
