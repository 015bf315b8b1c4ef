package dev.sluice.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** TCP ports of the loopback address. */
public final class FreePorts {
    private static final int MAX_TRIES = 100;

    private static final Set<Integer> ANSWERED = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    /**
     * A port that is free now, and another one at each call in this JVM: the system gives a port that was closed again.
     * Somebody else may still take it before the caller does. Any thread may ask.
     */
    public static int any() {
        for (int tried = 0; tried < MAX_TRIES; tried++) {
            int port = unused();
            if (ANSWERED.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no new free port in " + MAX_TRIES + " tries, after " + ANSWERED.size());
    }

    private static int unused() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback address", e);
        }
    }

    /** Says before a start, with the port's number, what a server would say later and less clearly. */
    static void requireFree(int port, String user) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new IllegalStateException(user + " cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
        }
    }
}
