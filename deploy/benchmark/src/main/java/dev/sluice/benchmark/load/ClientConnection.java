package dev.sluice.benchmark.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/** One connection with its answer. Confined to the load's thread. */
final class ClientConnection {
    /** Of a client that stalls: the least, so that what it does not read is soon the server's. */
    private static final int STALLED_RECEIVE_BYTES = 4096;

    private final Wave wave;
    private final SocketChannel socket;
    private final boolean stalls;
    private final byte[] request;
    private final EventScan scan;
    private final long begun = System.nanoTime();
    private long heard;

    private ClientConnection(Wave wave, SocketChannel socket, Subscription wanted) {
        this.wave = wave;
        this.socket = socket;
        this.stalls = wanted.stalls();
        this.request = wanted.request();
        this.scan = new EventScan(wave.dataBytes(), wanted.after());
        this.heard = wanted.after();
    }

    /** Begins to connect. */
    static ClientConnection connect(Wave wave, int index, Selector selector, InetSocketAddress source)
            throws IOException {
        SocketChannel socket = SocketChannel.open();
        socket.configureBlocking(false);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        ClientConnection client = new ClientConnection(wave, socket, wave.wanted(index));
        if (client.stalls) {
            socket.setOption(StandardSocketOptions.SO_RCVBUF, STALLED_RECEIVE_BYTES);
        }
        socket.bind(source);
        boolean connected = socket.connect(wave.server());
        SelectionKey key = socket.register(selector, SelectionKey.OP_CONNECT, client);
        if (connected) {
            client.onConnected(key);
        }
        return client;
    }

    void onReady(SelectionKey key, ByteBuffer buffer, Tally tally) {
        try {
            if (key.isConnectable()) {
                socket.finishConnect();
                onConnected(key);
            } else {
                read(key, buffer, tally);
            }
        } catch (IOException e) {
            fail(e.toString(), tally);
        }
    }

    long last() {
        return scan.last();
    }

    /** From now on it is silent until it receives an event. */
    void listen() {
        heard = scan.last();
    }

    boolean isSilent() {
        return scan.last() == heard;
    }

    /** Reads whatever was sent before. */
    void readOn(Selector selector) {
        SelectionKey key = socket.keyFor(selector);
        if (key != null && key.isValid()) {
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // It is gone either way.
        }
    }

    private void onConnected(SelectionKey key) throws IOException {
        if (socket.write(ByteBuffer.wrap(request)) != request.length) {
            throw new IOException("a new connection took only a part of the request");
        }
        key.interestOps(SelectionKey.OP_READ);
    }

    private void read(SelectionKey key, ByteBuffer buffer, Tally tally) throws IOException {
        buffer.clear();
        int count = socket.read(buffer);
        if (count < 0) {
            fail("the server ended the connection " + age(), tally);
            return;
        }
        boolean wasAccepted = scan.isAccepted();
        tally.onRead(count);
        if (!scan.read(buffer.flip(), System.nanoTime(), tally)) {
            fail("the server answered " + firstLine(buffer), tally);
        } else if (!wasAccepted && scan.isAccepted()) {
            key.interestOps(stalls ? 0 : SelectionKey.OP_READ);
            wave.onAccepted();
        }
    }

    private void fail(String reason, Tally tally) {
        close();
        tally.onFailed();
        wave.onFailed(reason);
    }

    private String age() {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        return millis + " ms after it was begun, " + (scan.isAccepted() ? "after" : "without") + " its 200";
    }

    private static String firstLine(ByteBuffer answer) {
        return ISO_8859_1.decode(answer.rewind()).toString().lines().findFirst().orElse("nothing");
    }
}
