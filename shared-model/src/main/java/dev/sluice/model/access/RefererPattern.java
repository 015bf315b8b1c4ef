package dev.sluice.model.access;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Pages from which an API key may be used: {@code www.example.com}, {@code https://*.example.com}, {@code
 * app.example.com/shop/*}. Without a scheme it is of {@code http} and {@code https}, without a path of every path. An
 * asterisk stands for every host, for one or more names before a dot, for every port, or in a path for any text. A pattern
 * without a port is of pages without one; {@code *} alone is of every page.
 *
 * <p>A page is what {@code Referer} (RFC 9110, 10.1.3) or {@code Origin} says. To another origin browsers send the origin
 * alone, so that a path fits pages of the gateway's own origin, or that ask for more.
 */
public final class RefererPattern {
    public static final int MAX_LENGTH = 255;

    private static final String ANY = "*";
    /** What {@code Origin} says of a page that has none (Fetch, 3.1). */
    private static final String NO_PAGE = "null";
    /** Longer ones fit no pattern. */
    private static final int MAX_PAGE = 2_048;

    /** An asterisk after a part of the host would let in hosts of others: {@code example.com*}. */
    private static final Pattern SHAPE = Pattern.compile("(?:(https?)://)?(\\*|(?:\\*\\.)?[A-Za-z0-9_-]+"
            + "(?:\\.[A-Za-z0-9_-]+){0,126}|\\[[0-9A-Fa-f:.]{2,45}])(?::(\\*|[0-9]{1,5}))?(/[!-~]*)?");
    /** No user, no backslash: two readers could see two hosts in it. */
    private static final Pattern PAGE =
            Pattern.compile("(?:([A-Za-z]{4,5})://)?([A-Za-z0-9_.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])"
                    + "(?::([0-9]{1,5}))?(/[!-~&&[^\\\\]]*)?");

    private final String text;
    private final @Nullable String scheme;
    private final String host;
    private final @Nullable String port;
    private final @Nullable String path;

    private RefererPattern(String text, Matcher parts) {
        this.text = text;
        this.scheme = parts.group(1);
        this.host = parts.group(2).toLowerCase(Locale.ROOT);
        this.port = parts.group(3);
        this.path = parts.group(4);
    }

    /** @throws IllegalArgumentException with what it must be */
    public static RefererPattern of(String text) {
        Matcher parts = SHAPE.matcher(text);
        if (text.length() > MAX_LENGTH || !parts.matches()) {
            throw new IllegalArgumentException(
                    "must be a host such as www.example.com or *.example.com, with http:// or"
                            + " https:// before it and :port or /path after it if need be, of at most " + MAX_LENGTH
                            + " characters");
        }
        return new RefererPattern(text, parts);
    }

    /** @param page of a header, as a client sent it */
    public boolean matches(String page) {
        if (page.length() > MAX_PAGE || page.equals(NO_PAGE)) {
            return false;
        }
        Matcher parts = PAGE.matcher(page);
        return parts.matches()
                && isOfScheme(parts.group(1))
                && isOfHost(parts.group(2).toLowerCase(Locale.ROOT))
                && isOfPort(parts.group(3))
                && (path == null || fits(path, parts.group(4) == null ? "/" : parts.group(4)));
    }

    private boolean isOfScheme(@Nullable String theirs) {
        if (scheme != null) {
            return scheme.equalsIgnoreCase(theirs);
        }
        return theirs == null || theirs.equalsIgnoreCase("http") || theirs.equalsIgnoreCase("https");
    }

    private boolean isOfHost(String theirs) {
        if (host.equals(ANY)) {
            return true;
        }
        return host.startsWith("*.")
                ? theirs.endsWith(host.substring(1)) && theirs.length() > host.length() - 1
                : theirs.equals(host);
    }

    private boolean isOfPort(@Nullable String theirs) {
        if (port == null) {
            return theirs == null || host.equals(ANY);
        }
        return port.equals(ANY) || port.equals(theirs);
    }

    /** In at most {@code pattern x text} steps: where it does not go on, only the last asterisk takes more. */
    private static boolean fits(String pattern, String text) {
        int at = 0;
        int next = 0;
        int asterisk = -1;
        int taken = 0;
        while (at < text.length()) {
            if (next < pattern.length() && pattern.charAt(next) == '*') {
                asterisk = next++;
                taken = at;
            } else if (next < pattern.length() && pattern.charAt(next) == text.charAt(at)) {
                next++;
                at++;
            } else if (asterisk >= 0) {
                next = asterisk + 1;
                at = ++taken;
            } else {
                return false;
            }
        }
        while (next < pattern.length() && pattern.charAt(next) == '*') {
            next++;
        }
        return next == pattern.length();
    }

    @Override
    public String toString() {
        return text;
    }
}
