package dev.sluice.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Takes connections on a port, each served by a virtual thread of its own. */
public final class BackendServer implements AutoCloseable {
    private static final int BACKLOG = 4096;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final ServerSocket server;
    private final Duration heartbeat;
    private final Routes routes = new Routes();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Thread accepting;

    private BackendServer(ServerSocket server, Duration heartbeat) {
        this.server = server;
        this.heartbeat = heartbeat;
        this.accepting = Thread.ofPlatform().name("accept").unstarted(this::accept);
    }

    /**
     * Listens on the loopback address.
     *
     * @param port 0 for any free one
     */
    public static BackendServer on(int port) throws IOException {
        return on(InetAddress.getLoopbackAddress(), port);
    }

    /** The same on an address of this machine. */
    static BackendServer on(InetAddress address, int port) throws IOException {
        return on(address, port, HEARTBEAT);
    }

    /**
     * Listens on an address of this machine.
     *
     * @param port 0 for any free one
     * @param heartbeat silence after which a stream is sent a comment
     */
    static BackendServer on(InetAddress address, int port, Duration heartbeat) throws IOException {
        BackendServer backend = new BackendServer(new ServerSocket(port, BACKLOG, address), heartbeat);
        backend.accepting.start();
        return backend;
    }

    public int port() {
        return server.getLocalPort();
    }

    public void awaitEnd() throws InterruptedException {
        accepting.join();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread.startVirtualThread(() -> serve(socket));
            } catch (SocketException e) {
                if (!server.isClosed()) { // too many open files, for one: a backend that went on would lie
                    throw new UncheckedIOException(e);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            new Exchanges(socket, routes, heartbeat).run();
        } catch (IOException e) {
            // The client went away. That is how a stream ends, and /stats shows it.
        } finally {
            open.remove(socket);
        }
    }
}
