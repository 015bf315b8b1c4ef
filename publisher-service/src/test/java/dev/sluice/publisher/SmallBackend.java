package dev.sluice.publisher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP backend on loopback: each connection has one request, is answered by the test's code, and closed. */
public final class SmallBackend implements AutoCloseable {
    public static final String STREAM =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

    private final ServerSocket server;
    private final Script script;
    private final List<Request> asked = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    public SmallBackend(Script script) throws IOException {
        this.script = script;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    /** Answers each request with this text. */
    public static SmallBackend saying(String answer) throws IOException {
        return new SmallBackend(asked -> asked.say(answer));
    }

    /** What is done with a request. */
    public interface Script {
        void answer(Request asked) throws IOException;
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getLocalPort() + path;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The requests so far. */
    public List<Request> asked() {
        return List.copyOf(asked);
    }

    /** How many connections have been made, asked for anything or not. */
    public int connections() {
        return sockets.size();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread.startVirtualThread(() -> serve(socket));
            } catch (SocketException closed) {
                return;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Request request = new Request(head(socket.getInputStream()), socket);
            asked.add(request);
            script.answer(request);
        } catch (IOException left) {
            // The probe has seen enough and closed.
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** A request whose head has come. */
    public record Request(String head, Socket socket) {
        /** {@code absent} if it is. */
        public String header(String name) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("absent");
        }

        public void say(String text) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        public void redirect(String location) throws IOException {
            say("HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n");
        }

        /** Returns when the other side has closed. */
        public void awaitGone() throws IOException {
            while (socket.getInputStream().read() >= 0) {
                continue;
            }
        }
    }
}
