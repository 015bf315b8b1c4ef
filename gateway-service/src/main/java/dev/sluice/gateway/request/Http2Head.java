package dev.sluice.gateway.request;

import dev.sluice.model.problem.Problem;
import dev.sluice.service.http.HeadLimits;
import dev.sluice.service.http.HeadScan;
import dev.sluice.service.http.Refusal;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the heads of requests of HTTP/2 (RFC 9113, 8): what {@link HeadScan} is for HTTP/1.1. */
public final class Http2Head {
    private Http2Head() {}

    /** Returns what is wrong with the size of a request's head, or with its target; {@code null} = nothing. */
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

    private static boolean isAsciiWithoutFragment(CharSequence path) {
        return !path.isEmpty() && path.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '#');
    }
}
