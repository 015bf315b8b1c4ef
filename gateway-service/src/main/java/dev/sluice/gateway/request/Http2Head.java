package dev.sluice.gateway.request;

import dev.sluice.model.problem.Problem;
import dev.sluice.service.http.HeadLimits;
import dev.sluice.service.http.HeadScan;
import dev.sluice.service.http.Refusal;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The heads of HTTP/2: what {@link HeadScan} is for HTTP/1.1, and answers that are written as lines (RFC 9113, 8). */
public final class Http2Head {
    private static final String CHUNKED = "transfer-encoding: chunked";
    /** Of one connection, not of an answer (RFC 9113, 8.2.2). */
    private static final Set<String> OF_HTTP_1 = Set.of("connection", "transfer-encoding");

    private Http2Head() {}

    /** What is wrong with the size of a request's head, or with its target; {@code null} = nothing. */
    public static @Nullable Refusal refusal(Http2Headers head, HeadLimits limits) {
        CharSequence path = head.path();
        if (path != null && path.length() > limits.lineBytes()) {
            return new Refusal(Problem.URI_TOO_LONG, "The path may have " + limits.lineBytes() + " bytes at most.");
        }
        if (path == null || !isAsciiWithoutFragment(path)) {
            return Refusal.malformed("The path must be ASCII, percent-encoded, without a fragment.");
        }
        if (head.size() > limits.headers()) {
            return new Refusal(Problem.HEADERS_TOO_LARGE, "At most " + limits.headers() + " headers.");
        }
        int bytes = 0;
        for (Map.Entry<CharSequence, CharSequence> header : head) {
            bytes += header.getKey().length() + header.getValue().length();
        }
        return bytes - path.length() > limits.headerBytes()
                ? new Refusal(
                        Problem.HEADERS_TOO_LARGE, "All headers may have " + limits.headerBytes() + " bytes at most.")
                : null;
    }

    /** @param lines of an answer's head of HTTP/1.1 */
    public static Http2Headers ofAnswer(String lines) {
        List<String> all = lines.lines().toList();
        String status = all.getFirst().split(" ", 3)[1];
        Http2Headers head = new DefaultHttp2Headers().status(status);
        for (String line : all.subList(1, all.size())) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
                if (!OF_HTTP_1.contains(name)) {
                    head.add(name, line.substring(colon + 1).strip());
                }
            }
        }
        return head;
    }

    /** Returns whether the body after an answer's head of HTTP/1.1 comes in chunks. */
    public static boolean isChunked(String lines) {
        return lines.toLowerCase(Locale.ROOT).contains(CHUNKED);
    }

    private static boolean isAsciiWithoutFragment(CharSequence path) {
        return !path.isEmpty() && path.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '#');
    }
}
