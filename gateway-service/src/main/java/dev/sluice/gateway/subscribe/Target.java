package dev.sluice.gateway.subscribe;

import io.netty.handler.codec.http.HttpMethod;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request's target as the client sent it: path, and query if there is one.
 *
 * @param authority host and port, when the target names them as a proxy's client does; then they count, not the Host header
 */
record Target(String path, @Nullable String query, @Nullable String authority) {
    private static final Pattern ABSOLUTE =
            Pattern.compile("https?://([^/?#@]+)(/[^?]*)?(?:\\?(.*))?", Pattern.CASE_INSENSITIVE);

    /** Of a path that begins with a slash, and perhaps a query. */
    static Target of(String origin) {
        int question = origin.indexOf('?');
        return question < 0
                ? new Target(origin, null, null)
                : new Target(origin.substring(0, question), origin.substring(question + 1), null);
    }

    /** In any form that the method may have (RFC 9112, 3.2); empty = it is none. */
    static Optional<Target> read(HttpMethod method, String target) {
        if (target.startsWith("/") || (target.equals("*") && method.equals(HttpMethod.OPTIONS))) {
            return Optional.of(of(target));
        }
        Matcher absolute = ABSOLUTE.matcher(target);
        if (!absolute.matches()) {
            return Optional.empty();
        }
        String path = absolute.group(2);
        return Optional.of(new Target(path == null ? "/" : path, absolute.group(3), absolute.group(1)));
    }
}
