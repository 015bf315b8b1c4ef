package dev.sluice.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a user wants Sluice to connect. One parser decides what is checked and what is connected. */
public sealed interface OutboundUrl {
    /** Hosts that some parsers take for an IPv4 address: 127.1, 0x7f000001, 2130706433. */
    Pattern LIKE_A_NUMBER = Pattern.compile("(?i)(?:^|\\.)(?:[0-9]+|0x[0-9a-f]*)\\.?$");

    Pattern PLAIN_IPV4 = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

    /** An address to ask. */
    record Good(URI url) implements OutboundUrl {}

    /** None; {@code reason} is for people and does not repeat the address. */
    record Bad(String reason) implements OutboundUrl {}

    static OutboundUrl of(String text) {
        try {
            return of(new URI(text));
        } catch (URISyntaxException broken) {
            return new Bad("the address is not a URL");
        }
    }

    /** Where a redirect leads. */
    static OutboundUrl redirected(URI from, @Nullable String location) {
        if (location == null || location.isBlank()) {
            return new Bad("a redirect without a Location");
        }
        try {
            return of(from.resolve(new URI(location.strip())));
        } catch (URISyntaxException broken) {
            return new Bad("a redirect to what is not a URL");
        }
    }

    /** Scheme, host and port in the one form that can be compared: {@code https://a.example:443}. */
    static String origin(URI url) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        int port = url.getPort() < 0 ? usual : url.getPort();
        return scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + ':' + port;
    }

    private static OutboundUrl of(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return new Bad("the address must begin with http:// or https://");
        }
        if (url.getRawUserInfo() != null) {
            return new Bad("the address must not contain a user or password");
        }
        if (url.getHost() == null || url.getPort() > 65_535 || url.getPort() == 0) {
            return new Bad("the address has no valid host and port");
        }
        if (LIKE_A_NUMBER.matcher(url.getHost()).find()
                && !PLAIN_IPV4.matcher(url.getHost()).matches()) {
            return new Bad("the host must be a name or a plain IP address");
        }
        return new Good(url);
    }

    /** Returns whether this host is an address, not a name. */
    static boolean isLiteral(String host) {
        return host.startsWith("[") || PLAIN_IPV4.matcher(host).matches();
    }

    /** The address that this host is; empty for a name, and for one with a zone. */
    static Optional<InetAddress> address(String host) {
        if (!isLiteral(host)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    InetAddress.ofLiteral(host.startsWith("[") ? host.substring(1, host.length() - 1) : host));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
