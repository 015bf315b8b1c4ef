package dev.sluice.local.supervision;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Asks a process of this machine, by HTTP, whether it is ready. While it does not listen yet, and its port is one that
 * the system may give to an outgoing connection, TCP can connect a probe to itself (RFC 9293, simultaneous open): the
 * port would be taken when the process wants it. Such a probe has reached nothing, and gives the port back at once.
 */
final class ReadinessProbe {
    private static final int TIMEOUT_MS = 2_000;
    private static final int ANY_PORT = 0;

    private final URI address;
    private final int ownPort;

    /** @param address of HTTP, with a port */
    ReadinessProbe(URI address) {
        this(address, ANY_PORT);
    }

    /** @param ownPort that the probe itself has; 0 = any */
    ReadinessProbe(URI address, int ownPort) {
        this.address = address;
        this.ownPort = ownPort;
    }

    /** Returns whether it has answered 200; blocks for some seconds at most. */
    boolean isReady() {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MS);
            if (ownPort != ANY_PORT) {
                socket.bind(new InetSocketAddress(address.getHost(), ownPort));
            }
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), TIMEOUT_MS);
            if (isItself(socket)) {
                socket.setSoLinger(true, 0); // closed with a reset it leaves nothing that holds the port
                return false;
            }
            return isOk(socket);
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean isItself(Socket socket) {
        return socket.getLocalSocketAddress().equals(socket.getRemoteSocketAddress());
    }

    private boolean isOk(Socket socket) throws IOException {
        String request = "GET " + address.getRawPath() + " HTTP/1.1\r\nHost: " + address.getAuthority()
                + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        BufferedReader answer =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String status = answer.readLine();
        answer.transferTo(Writer.nullWriter());
        return status != null && status.matches("HTTP/1\\.[01] 200( .*)?");
    }
}
