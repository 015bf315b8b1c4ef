package dev.sluice.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP balancer in front of the gateways: a connection goes to the preferred one, or to whichever takes it. */
final class Balancer implements AutoCloseable {
    /** Many may come at once. */
    private static final int BACKLOG = 2048;

    private final List<URI> targets;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile int preferred;
    private volatile int taken;

    Balancer(List<URI> targets) {
        this.targets = List.copyOf(targets);
        try {
            server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("balancer").start(this::accept);
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getLocalPort());
    }

    /** New connections go to this one, as long as it takes them. */
    void prefer(int target) {
        preferred = target;
    }

    /** Connections so far that a gateway has taken. */
    int taken() {
        return taken;
    }

    /** Ends all connections in the middle of whatever they are at. */
    void cut() {
        open.forEach(Balancer::reset);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().name("balanced").start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        open.add(client);
        try (client;
                Socket gateway = connect()) {
            open.add(gateway);
            taken++;
            Thread up = Thread.ofVirtual().start(() -> pump(client, gateway));
            pump(gateway, client);
            up.join();
            open.remove(gateway);
        } catch (IOException unreachable) {
            reset(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private Socket connect() throws IOException {
        List<URI> inTurn = new ArrayList<>(List.of(targets.get(preferred)));
        targets.stream().filter(target -> !inTurn.contains(target)).forEach(inTurn::add);
        IOException failure = new IOException("no target");
        for (URI target : inTurn) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress("127.0.0.1", target.getPort()), 2000);
                socket.setTcpNoDelay(true);
                return socket;
            } catch (IOException refused) {
                socket.close();
                failure = refused;
            }
        }
        throw failure;
    }

    /** An end of either side ends both: what a balancer does when a node dies. */
    private static void pump(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        } catch (IOException cut) {
            // closing both says so
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException alreadyGone) {
            // that is what was wanted
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }
}
