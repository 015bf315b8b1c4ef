package dev.sluice.publisher.web.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/** A head that was found to keep the rules of lines, as what it says. */
final class HeadText {
    private static final int METHOD = 0;
    private static final int TARGET = 1;
    private static final int VERSION = 2;

    private HeadText() {}

    static HttpRequest read(ByteBuf head) {
        String[] lines =
                head.toString(StandardCharsets.ISO_8859_1).stripLeading().split("\r\n");
        String[] start = lines[0].split(" ");
        DefaultHttpHeaders headers = new DefaultHttpHeaders(false);
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.add(
                    lines[i].substring(0, colon), lines[i].substring(colon + 1).strip());
        }
        return new DefaultHttpRequest(
                HttpVersion.valueOf(start[VERSION]), HttpMethod.valueOf(start[METHOD]), start[TARGET], headers);
    }
}
