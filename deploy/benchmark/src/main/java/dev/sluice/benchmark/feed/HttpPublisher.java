package dev.sluice.benchmark.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sluice.benchmark.load.Payload;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/**
 * Sends each event as a POST to the path of its channel, over one connection; those that are due together in one write. For
 * one thread.
 */
public final class HttpPublisher implements TrafficSender, AutoCloseable {
    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final InputStream answers;
    private final String basePath;
    private final int dataBytes;
    private final long[] sequences;
    private int next;

    /**
     * @param basePath in front of a channel's number
     * @param dataBytes of each event
     */
    public HttpPublisher(int port, String basePath, int channels, int dataBytes) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        this.answers = new BufferedInputStream(socket.getInputStream());
        this.basePath = basePath;
        this.dataBytes = dataBytes;
        this.sequences = new long[channels];
        socket.setTcpNoDelay(true);
    }

    /** @throws IOException when one is refused, or answered without its length */
    @Override
    public void send(int count, long dueNanos) throws IOException {
        ByteArrayOutputStream requests = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            long sequence = ++sequences[next];
            String head = "POST " + basePath + next + " HTTP/1.1\r\nHost: localhost\r\nEvent-Id: 0000000000." + sequence
                    + '.' + sequence + "\r\nContent-Length: " + dataBytes + "\r\n\r\n";
            requests.writeBytes(head.getBytes(US_ASCII));
            requests.writeBytes(Payload.of(sequence, dueNanos, dataBytes));
            next = (next + 1) % sequences.length;
        }
        requests.writeTo(socket.getOutputStream());
        for (int i = 0; i < count; i++) {
            readAnswer();
        }
    }

    /** The one that a client of this number is in: from 0 on, and again from 0. */
    public int channel(int client) {
        return client % sequences.length;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void readAnswer() throws IOException {
        String status = line();
        if (!status.matches("HTTP/1\\.1 20[0-9] .*")) {
            throw new IOException("an event was answered " + status);
        }
        long length = -1;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Long.parseLong(header.substring(LENGTH.length()).strip());
            }
        }
        if (length < 0) {
            throw new IOException("an event was answered without a length: " + status);
        }
        answers.skipNBytes(length);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = answers.read(); next != '\n'; next = answers.read()) {
            if (next < 0) {
                throw new EOFException("the server has ended the publisher's connection");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }
}
