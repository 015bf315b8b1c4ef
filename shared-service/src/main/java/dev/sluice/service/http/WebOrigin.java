package dev.sluice.service.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * An origin (RFC 6454): scheme, host and port.
 *
 * @param host in lower case
 */
public record WebOrigin(String scheme, String host, int port) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /** Of {@code https://host} or {@code https://host:port}, as a browser writes it; empty for any other text, {@code null} among them. */
    public static Optional<WebOrigin> of(String text) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException none) {
            return Optional.empty();
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean hasMore = uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || !(uri.getRawPath() == null || uri.getRawPath().isEmpty());
        if (uri.getHost() == null || hasMore || !(scheme.equals("http") || scheme.equals("https"))) {
            return Optional.empty();
        }
        int port = uri.getPort() < 0 ? usualPort(scheme) : uri.getPort();
        return Optional.of(new WebOrigin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port));
    }

    /** Returns it as browsers write it in {@code Origin}: without the port that its scheme has anyway. */
    public String text() {
        return scheme + "://" + host + (port == usualPort(scheme) ? "" : ":" + port);
    }

    private static int usualPort(String scheme) {
        return scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
    }
}
