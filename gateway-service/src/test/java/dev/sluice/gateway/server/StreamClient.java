package dev.sluice.gateway.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.testsupport.stream.EventReader;
import dev.sluice.testsupport.stream.EventReader.Received;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client that reads a stream by the letter. */
final class StreamClient implements AutoCloseable {
    private static final Received CLOSED = new Received(null, "closed", "");

    private final Socket socket;
    private final InputStream in;
    private final int status;
    private final Map<String, String> headers = new HashMap<>();
    private final LinkedBlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final EventReader body;
    private volatile boolean endedCleanly;

    private StreamClient(Socket socket, int status, InputStream in) {
        this.socket = socket;
        this.status = status;
        this.in = in;
        this.body = new EventReader(new ChunkedBody(in));
    }

    static StreamClient connect(int port, String path, String... headers) throws IOException {
        StreamClient client = connectUnread(port, path, 0, headers);
        client.read();
        return client;
    }

    /** A request with another method. */
    static StreamClient request(int port, String method, String path, String... headers) throws IOException {
        return exchange(socket(port, 0), method, path, "", 0, headers);
    }

    /** A request with a body; the answer is read, too. */
    static StreamClient post(int port, String path, String body, String... headers) throws IOException {
        StreamClient client = exchange(socket(port, 0), "POST", path, body, 0, headers);
        client.read();
        return client;
    }

    /** Reads the head and nothing more. */
    static StreamClient connectUnread(int port, String path, int receiveBuffer, String... headers) throws IOException {
        return exchange(socket(port, receiveBuffer), "GET", path, "", receiveBuffer, headers);
    }

    /** As {@link #connect}, over a connection that is open. */
    static StreamClient over(Socket socket, String path, int receiveBuffer, String... headers) throws IOException {
        return exchange(socket, "GET", path, "", receiveBuffer, headers);
    }

    static Socket socket(int port, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static StreamClient exchange(
            Socket socket, String method, String path, String body, int receiveBuffer, String... headers)
            throws IOException {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        if (!body.isEmpty()) {
            head.append("Content-Length: ").append(body.getBytes(UTF_8).length).append("\r\n");
        }
        socket.getOutputStream()
                .write(head.append("\r\n").append(body).toString().getBytes(UTF_8));
        InputStream in = new BufferedInputStream(socket.getInputStream(), receiveBuffer > 0 ? 1024 : 16384);
        String statusLine = ChunkedBody.line(in);
        StreamClient client =
                new StreamClient(socket, Integer.parseInt(statusLine.split(" ")[1]), in);
        for (String header; !(header = ChunkedBody.line(in)).isEmpty(); ) {
            int colon = header.indexOf(':');
            client.headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        return client;
    }

    int status() {
        return status;
    }

    @Nullable
    String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    @Nullable
    String lastEventId() {
        return body.lastEventId();
    }

    int heartbeats() {
        return body.heartbeats();
    }

    /** Whether the server has ended the connection in order; over TLS, with a goodbye that no one in between can forge. */
    boolean endedCleanly() {
        return endedCleanly;
    }

    /** The next event of any kind; fails when none comes within ten seconds. */
    Received next() throws InterruptedException {
        return next(Duration.ofSeconds(10));
    }

    Received next(Duration within) throws InterruptedException {
        Received next = received.poll(within.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
            throw new AssertionError("no event within " + within + ", last id " + lastEventId());
        }
        return next;
    }

    /** The next event of the backend. */
    Received nextEvent() throws InterruptedException {
        return nextEvent(Duration.ofSeconds(10));
    }

    /** The same; each event that is passed over may take as long. */
    Received nextEvent(Duration within) throws InterruptedException {
        for (; ; ) {
            Received next = next(within);
            if (next == CLOSED) {
                throw new AssertionError("the stream was closed, last id " + lastEventId());
            }
            if (!next.isControl()) {
                return next;
            }
        }
    }

    /** Whether nothing has come that was not asked for. */
    boolean hasNothingMore() {
        return received.isEmpty();
    }

    /** Whether no event of the backend has come that was not asked for. */
    boolean hasNoEventMore() {
        return received.stream().allMatch(Received::isControl);
    }

    static boolean isClosed(Received event) {
        return event == CLOSED;
    }

    void read() {
        Thread.ofVirtual().start(() -> {
            try {
                if (headers.containsKey("content-length")) {
                    byte[] whole = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
                    received.add(new Received(null, "body", new String(whole, UTF_8)));
                } else {
                    for (; ; ) {
                        received.add(body.next());
                    }
                }
            } catch (IOException _) {
                // closed by either side: told below
            }
            endedCleanly = isAtEnd();
            received.add(CLOSED);
        });
    }

    private boolean isAtEnd() {
        try {
            return in.read() < 0;
        } catch (IOException cut) {
            return false;
        }
    }

    /** Reads the next event of any kind itself, for a client of which nothing is read otherwise. */
    Received readNext(Duration within) throws IOException {
        socket.setSoTimeout((int) within.toMillis());
        return body.next();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
