package dev.sluice.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * A TCP proxy on a loopback port in front of one server of this machine, which can behave like a broken network. At
 * first it passes everything. Any thread may break and mend it; each connection takes two virtual threads and 32 KiB.
 *
 * <p>A network that swallows packets is one that {@link #hold}s: the sender's bytes wait in buffers, as they would wait
 * to be sent again, and come in order when it is mended. The end of a connection waits like its bytes. A connection
 * that is begun meanwhile is established, and hears nothing. One that delays packets, or loses some of them, is one
 * that {@link #delay}s.
 */
public final class FaultProxy implements AutoCloseable {
    /** Which way bytes go. */
    public enum Direction {
        TO_SERVER,
        TO_CLIENT
    }

    private static final int BUFFER_BYTES = 16 * 1024;
    private static final IntSupplier NO_DELAY = () -> 0;

    private final int target;
    private final ServerSocket listening;
    private final Valve toServer = new Valve();
    private final Valve toClient = new Valve();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean refusing;
    private volatile IntSupplier delayMillis = NO_DELAY;

    private FaultProxy(int target, ServerSocket listening) {
        this.target = target;
        this.listening = listening;
    }

    /** @param target a port of 127.0.0.1; nothing need listen there yet */
    public static FaultProxy to(int target) throws IOException {
        FaultProxy proxy = new FaultProxy(target, new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().name("fault-proxy").start(proxy::accept);
        return proxy;
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** The server's port. */
    int target() {
        return target;
    }

    /** From now on no byte passes this way; nothing is closed. */
    public void hold(Direction direction) {
        valve(direction).shut(true);
    }

    /** From now on no byte passes either way. */
    public void hold() {
        toServer.shut(true);
        toClient.shut(true);
    }

    /**
     * From now on what has arrived, at most 16 KiB of each connection and direction, waits before it passes, and what
     * follows waits for it: so TCP behaves when packets are late, or are lost and sent again.
     *
     * @param millis is asked each time, by any thread
     */
    public void delay(IntSupplier millis) {
        delayMillis = millis;
    }

    /** From now on new connections are reset at once; those that are open go on. */
    public void refuse() {
        refusing = true;
    }

    /** Resets all open connections. */
    public void reset() {
        open.forEach(FaultProxy::reset);
    }

    /** From now on everything passes, and what was held goes first. */
    public void mend() {
        refusing = false;
        delayMillis = NO_DELAY;
        toServer.shut(false);
        toClient.shut(false);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        reset();
        mend();
    }

    private Valve valve(Direction direction) {
        return switch (direction) {
            case TO_SERVER -> toServer;
            case TO_CLIENT -> toClient;
        };
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                if (refusing) {
                    reset(client);
                } else {
                    Thread.ofVirtual().name("fault-proxy-connection").start(() -> connect(client));
                }
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    throw new UncheckedIOException("the proxy to port " + target + " takes no more connections", e);
                }
            }
        }
    }

    private void connect(Socket client) {
        Socket server = new Socket();
        open.add(client);
        open.add(server);
        try (client;
                server) {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            Thread back = Thread.ofVirtual().name("fault-proxy-back").start(() -> pass(server, client, toClient));
            pass(client, server, toServer);
            back.join();
        } catch (IOException nobodyThere) {
            reset(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
            open.remove(server);
        }
    }

    /** Passes bytes on until this way ends; a way that breaks takes the other with it. */
    private void pass(Socket from, Socket to, Valve valve) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            for (int read; (read = from.getInputStream().read(buffer)) >= 0; ) {
                LockSupport.parkNanos(Duration.ofMillis(delayMillis.getAsInt()).toNanos());
                valve.await();
                to.getOutputStream().write(buffer, 0, read);
            }
            valve.await();
            to.shutdownOutput();
        } catch (IOException broken) {
            valve.await();
            reset(from);
            reset(to);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException closed) {
            // Another thread was faster: what is closed cannot be reset.
        }
    }

    /** Opens and shuts one direction for all connections. */
    private static final class Valve {
        /** Guarded by this. */
        private boolean isShut;

        synchronized void shut(boolean shut) {
            isShut = shut;
            notifyAll();
        }

        /** Returns when it is open. */
        synchronized void await() {
            try {
                while (isShut) {
                    wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
