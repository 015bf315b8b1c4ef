package dev.sluice.gateway.subscribe;

import dev.sluice.gateway.protocol.ResponseHead.Header;
import dev.sluice.gateway.quota.QuotaLeft;
import dev.sluice.model.access.AccessRecord.LimitType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a limited stream says of its strictest limit (draft-ietf-httpapi-ratelimit-headers: {@code q} and {@code r}
 * count events, or bytes where {@code qu} says so, {@code w} and {@code t} are seconds).
 */
final class RateLimitHeaders {
    static final String LIMIT = "RateLimit";
    static final String POLICY = "RateLimit-Policy";

    private RateLimitHeaders() {}

    /** @param left {@code null} = nothing limits it */
    static List<Header> of(@Nullable QuotaLeft left) {
        if (left == null) {
            return List.of();
        }
        String name = quoted(left.plan());
        String unit = left.type() == LimitType.BYTES ? ";qu=\"content-bytes\"" : "";
        return List.of(
                new Header(POLICY, name + ";q=" + left.count() + unit + ";w=" + left.windowSeconds()),
                new Header(LIMIT, name + ";r=" + left.left() + ";t=" + left.resetSeconds()));
    }

    /** A string of structured fields (RFC 9651, 3.3.3) has visible ASCII alone. */
    private static String quoted(String plan) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < plan.length(); i++) {
            char c = plan.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c >= ' ' && c <= '~' ? c : '?');
        }
        return text.append('"').toString();
    }
}
