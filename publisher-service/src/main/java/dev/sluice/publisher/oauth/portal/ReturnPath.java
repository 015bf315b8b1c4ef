package dev.sluice.publisher.oauth.portal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a browser goes after it has signed in: a page of ours, never another site.
 *
 * @param value path and query, ASCII
 */
record ReturnPath(String value) {
    /** Its window closes, or says that it may be closed. */
    static final String CLOSING = "/portal/signed-in";

    private static final ReturnPath DEFAULT = new ReturnPath("/publisher");
    private static final int MAX_LENGTH = 1_024;
    private static final Pattern SHELL = Pattern.compile("/(?:publisher|devportal|admin)(?:/.*)?");
    private static final Pattern DOTS = Pattern.compile("(?:^|/)(?:\\.|%2e){1,2}(?:/|$)", Pattern.CASE_INSENSITIVE);

    /** Of what a request asks for, decoded; empty = it is none. */
    static Optional<ReturnPath> of(String asked) {
        if (asked.isEmpty()) {
            return Optional.of(DEFAULT);
        }
        if (asked.length() > MAX_LENGTH || asked.startsWith("//") || asked.contains("\\")) {
            return Optional.empty();
        }
        URI uri;
        try {
            uri = new URI(asked);
        } catch (URISyntaxException none) {
            return Optional.empty();
        }
        String path = uri.getRawPath();
        if (uri.getScheme() != null || uri.getRawAuthority() != null || path == null) {
            return Optional.empty();
        }
        boolean isOurs = asked.equals(CLOSING)
                || (SHELL.matcher(path).matches() && !DOTS.matcher(path).find());
        return isOurs ? Optional.of(new ReturnPath(uri.toASCIIString())) : Optional.empty();
    }
}
