package dev.sluice.gateway.protocol;

import io.netty.handler.codec.http.HttpVersion;

/** How the end of a stream is known. */
public enum BodyFraming {
    CHUNKED("Transfer-Encoding: chunked\r\n"),
    /** Of HTTP/1.0, which knows no chunks. */
    UNTIL_CLOSE("");

    private final String line;

    BodyFraming(String line) {
        this.line = line;
    }

    public static BodyFraming of(HttpVersion version) {
        return version.compareTo(HttpVersion.HTTP_1_1) < 0 ? UNTIL_CLOSE : CHUNKED;
    }

    /** Returns the line in the head of the response; empty, or with its end. */
    public String line() {
        return line;
    }
}
