package dev.sluice.publisher.web.openapi;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** HTTP/1.1 by hand, one connection for each request: what no client would send goes out as it is. */
final class RawHttp {
    private static final int SHOWN = 600;

    private final int port;
    private final Duration patience;

    RawHttp(int port, Duration patience) {
        this.port = port;
        this.patience = patience;
    }

    /**
     * A request.
     *
     * @param target  path and query, as they go over the wire
     * @param headers beside {@code Host}, {@code Connection} and {@code Content-Length}
     */
    record Request(String method, String target, Map<String, String> headers, byte[] body) {
        Request {
            headers = new TreeMap<>(headers);
        }

        private byte[] bytes() {
            String lines = headers.entrySet().stream()
                    .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                    .collect(Collectors.joining());
            String head =
                    method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                            + body.length + "\r\n" + lines + "\r\n";
            byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
            byte[] all = Arrays.copyOf(start, start.length + body.length);
            System.arraycopy(body, 0, all, start.length, body.length);
            return all;
        }

        @Override
        public String toString() {
            String sent = new String(body, StandardCharsets.UTF_8);
            return method + ' ' + shortened(target) + ' ' + shortened(String.valueOf(headers)) + '\n' + shortened(sent);
        }
    }

    /**
     * An answer.
     *
     * @param headers by their names in small letters; of several the last
     */
    record Answer(int status, Map<String, String> headers, String body) {
        Answer {
            headers = Map.copyOf(headers);
        }

        String contentType() {
            return headers.getOrDefault("content-type", "");
        }

        @Override
        public String toString() {
            return status + " " + headers + '\n' + shortened(body);
        }
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "... (" + text.length() + ')';
    }

    /** @throws IOException also when nothing comes for as long as the patience */
    Answer send(Request request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout((int) patience.toMillis());
            socket.getOutputStream().write(request.bytes());
            return read(socket.getInputStream());
        }
    }

    private static Answer read(InputStream in) throws IOException {
        String status = line(in);
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String[] parts = header.split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
        }
        byte[] rest = in.readAllBytes();
        boolean isChunked = headers.getOrDefault("transfer-encoding", "").equals("chunked");
        byte[] body = isChunked ? unchunked(new ByteArrayInputStream(rest)) : rest;
        return new Answer(Integer.parseInt(status.split(" ")[1]), headers, new String(body, StandardCharsets.UTF_8));
    }

    private static byte[] unchunked(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = size(in); size > 0; size = size(in)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        return body.toByteArray();
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the answer ends after '" + line + "'");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
