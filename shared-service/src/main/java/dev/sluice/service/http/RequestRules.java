package dev.sluice.service.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the headers of a request must say together: whom it is for, and where its body ends. */
public final class RequestRules {
    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=%-]*|\\[[0-9A-Fa-f:.]+])(?::\\d*)?");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

    private RequestRules() {}

    /** {@code null} = it keeps all of them. */
    public static @Nullable Refusal broken(HttpRequest request) {
        HttpHeaders headers = request.headers();
        Refusal broken = host(headers.getAll(HttpHeaderNames.HOST), isOld(request));
        if (broken == null) {
            broken = body(headers, isOld(request));
        }
        return broken == null ? expectation(headers.getAll(HttpHeaderNames.EXPECT)) : broken;
    }

    private static boolean isOld(HttpRequest request) {
        return request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
    }

    private static @Nullable Refusal host(List<String> hosts, boolean old) {
        if (hosts.isEmpty()) {
            return old ? null : Refusal.malformed("HTTP/1.1 asks for a Host header.");
        }
        if (hosts.size() > 1) {
            return Refusal.malformed("There are " + hosts.size() + " Host headers.");
        }
        return HOST.matcher(hosts.getFirst()).matches()
                ? null
                : Refusal.malformed("The Host header must be a name or an address, and perhaps a port.");
    }

    private static @Nullable Refusal body(HttpHeaders headers, boolean old) {
        List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
        List<String> encodings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (encodings.isEmpty()) {
            return length(lengths);
        }
        if (!lengths.isEmpty()) {
            return Refusal.malformed("Content-Length and Transfer-Encoding exclude each other.");
        }
        if (old) {
            return Refusal.malformed("HTTP/1.0 has no Transfer-Encoding.");
        }
        return encodings.size() == 1 && encodings.getFirst().equalsIgnoreCase("chunked")
                ? null
                : Refusal.malformed("The only Transfer-Encoding here is: chunked.");
    }

    private static @Nullable Refusal length(List<String> lengths) {
        if (lengths.size() > 1) {
            return Refusal.malformed("There are " + lengths.size() + " Content-Length headers.");
        }
        return lengths.isEmpty() || LENGTH.matcher(lengths.getFirst()).matches()
                ? null
                : Refusal.malformed("Content-Length must be one number.");
    }

    private static @Nullable Refusal expectation(List<String> expectations) {
        return expectations.stream().allMatch("100-continue"::equalsIgnoreCase)
                ? null
                : Refusal.malformed("The only expectation that is met here is: 100-continue.");
    }
}
