package dev.sluice.benchmark.load;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Clients over TLS 1.3 that connect and then wait for events of which none may come: nothing is read after the 200. */
public final class TlsClients implements AutoCloseable {
    private static final String[] PROTOCOLS = {"TLSv1.3"};
    private static final String ACCEPTED = "HTTP/1.1 200";
    private static final int CONNECTING_AT_ONCE = 20;
    private static final int ANSWER_MILLIS = 60_000;

    private final SSLContext tls;
    private final int port;
    private final List<SSLSocket> connected = new ArrayList<>();

    /** @param tls which trusts a server for {@code localhost} */
    public TlsClients(SSLContext tls, int port) {
        this.tls = tls;
        this.port = port;
    }

    /**
     * Connects so many more and waits until each has a 200.
     *
     * @throws LoadFailedException when one is refused
     */
    public void connect(String path, int count) throws InterruptedException {
        byte[] request = Subscription.live(path).request();
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTING_AT_ONCE)) {
            List<Future<SSLSocket>> begun = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                begun.add(threads.submit(() -> connect(request)));
            }
            for (Future<SSLSocket> one : begun) {
                connected.add(one.get());
            }
        } catch (ExecutionException e) {
            throw new LoadFailedException("a client over TLS failed: " + e.getCause());
        }
    }

    /** Cuts all off. */
    public void drop() throws IOException {
        for (SSLSocket socket : connected) {
            socket.close();
        }
        connected.clear();
    }

    @Override
    public void close() throws IOException {
        drop();
    }

    private SSLSocket connect(byte[] request) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(ANSWER_MILLIS);
        socket.getOutputStream().write(request);
        String answer = new String(socket.getInputStream().readNBytes(ACCEPTED.length()), StandardCharsets.US_ASCII);
        if (!answer.equals(ACCEPTED)) {
            throw new IOException("the server answered " + answer);
        }
        return socket;
    }
}
