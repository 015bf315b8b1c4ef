package dev.sluice.relay.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A backend that does what the test says, connection by connection. */
final class HandServer implements AutoCloseable {
    static final String STREAM = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
    private static final int PATIENCE_SECONDS = 20;

    private final ServerSocket server;
    private final BlockingQueue<ReceivedRequest> asked = new LinkedBlockingQueue<>();
    private final List<Socket> open = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    HandServer() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many connections have been made, asked for anything or not. */
    int connections() {
        return connections.get();
    }

    ReceivedRequest next() throws InterruptedException {
        ReceivedRequest next = asked.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("asked within %s s", PATIENCE_SECONDS).isNotNull();
        return next;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                synchronized (open) {
                    open.add(socket);
                }
                Thread.startVirtualThread(() -> read(socket));
            } catch (SocketException closed) {
                assertThat(server.isClosed()).isTrue();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void read(Socket socket) {
        try {
            StringBuilder head = new StringBuilder();
            InputStream in = socket.getInputStream();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return; // it left without a question
                }
                head.append((char) next);
            }
            asked.add(new ReceivedRequest(head.toString(), socket));
        } catch (IOException left) {
            // A client that breaks off has asked nothing; what it did is seen by its connection being counted.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        synchronized (open) {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    /** A request whose head has come, byte for byte as ISO-8859-1. */
    record ReceivedRequest(String head, Socket socket) {
        String header(String name) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("absent");
        }

        String firstLine() {
            return head.lines().findFirst().orElseThrow();
        }

        ReceivedRequest send(String text) throws IOException {
            return send(text.getBytes(StandardCharsets.UTF_8));
        }

        ReceivedRequest send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        }

        void answer(int status, String... headers) throws IOException {
            send("HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n"
                    + String.join(
                            "",
                            List.of(headers).stream().map(line -> line + "\r\n").toList()) + "\r\n");
        }

        void json(String body) throws IOException {
            json(200, body);
        }

        void json(int status, String body) throws IOException {
            send("HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body);
        }

        /** What follows the head, as long as that says. */
        String body() throws IOException {
            int length = Integer.parseInt(header("Content-Length"));
            return new String(socket.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
        }

        void close() throws IOException {
            socket.close();
        }

        /** A reset instead of an end. */
        void breakOff() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Returns when the client has closed. */
        void awaitGone() throws IOException {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            try {
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            } catch (SocketException reset) {
                assertThat(reset).hasMessageContaining("reset");
            }
        }
    }
}
