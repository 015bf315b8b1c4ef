package dev.sluice.gateway.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/**
 * A connection on which any bytes may be said, and everything that comes back until its end.
 *
 * @param answer all that came
 */
record RawExchange(String answer) {
    private static final Duration BOUND = Duration.ofSeconds(15);

    /** Says these bytes and reads until the server has ended the connection; fails when it does not. */
    static RawExchange of(int port, String said) throws IOException {
        return of(port, said, said.length());
    }

    /** @param piece so many bytes at once, each in a packet of its own */
    static RawExchange of(int port, String said, int piece) throws IOException {
        try (Socket socket = StreamClient.socket(port, 0)) {
            socket.setSoTimeout((int) BOUND.toMillis());
            byte[] bytes = said.getBytes(ISO_8859_1);
            for (int i = 0; i < bytes.length; i += piece) {
                socket.getOutputStream().write(bytes, i, Math.min(piece, bytes.length - i));
            }
            return new RawExchange(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
        }
    }

    /** 0 = there was no answer. */
    int status() {
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }

    /** How many answers there were. */
    int answers() {
        return answer.split("HTTP/1\\.1 \\d{3} ", -1).length - 1;
    }

    String head() {
        return answer.substring(0, answer.indexOf("\r\n\r\n") + 4);
    }

    String body() {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
}
