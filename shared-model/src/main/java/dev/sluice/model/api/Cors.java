package dev.sluice.model.api;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which pages of other origins may use an API from a browser (Fetch, CORS protocol).
 *
 * @param allowOrigins {@code *} = any; an origin such as {@code https://app.example.com}; or one with a single
 *     {@code *} for one or more letters, digits, dots and hyphens, such as {@code https://*.example.com}. At most 100
 * @param allowCredentials whether pages may send cookies; never true for an origin that only {@code *} allows
 * @param allowHeaders that pages may set, names of headers, at most 100; empty = those that Sluice uses
 * @param allowMethods that are listed to pages, at most 20; empty = those that Sluice knows
 */
public record Cors(
        boolean enabled,
        List<String> allowOrigins,
        boolean allowCredentials,
        List<String> allowHeaders,
        List<String> allowMethods) {
    public static final Cors OFF = new Cors(false, List.of(), false, List.of(), List.of());
    public static final String ANY = "*";

    private static final int MAX_ENTRIES = 100;
    private static final int MAX_METHODS = 20;
    private static final Pattern ORIGIN = Pattern.compile("[!-~&&[^*]]{0,255}(?:\\*[!-~&&[^*]]{0,255})?");
    /** RFC 9110 section 5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

    private static final Pattern PLACE_OF_STAR = Pattern.compile("[A-Za-z0-9.-]{1,255}");

    /** @throws IllegalArgumentException an entry has not its shape: it could break the head of an answer */
    public Cors {
        allowOrigins = checked("allowOrigins", allowOrigins, ORIGIN, MAX_ENTRIES);
        allowHeaders = checked("allowHeaders", allowHeaders, TOKEN, MAX_ENTRIES);
        allowMethods = checked("allowMethods", allowMethods, TOKEN, MAX_METHODS);
    }

    private static List<String> checked(String field, List<String> entries, Pattern shape, int max) {
        List<String> present = entries == null ? List.of() : List.copyOf(entries);
        if (present.size() > max) {
            throw new IllegalArgumentException("cors." + field + " has more than " + max + " entries");
        }
        for (String entry : present) {
            if (entry.isEmpty() || !shape.matcher(entry).matches()) {
                throw new IllegalArgumentException("cors." + field + " cannot hold '" + entry + "'");
            }
        }
        return present;
    }

    /** @param origin as a browser sends it, {@code null} as text included */
    public boolean allows(String origin) {
        return enabled && (allowOrigins.contains(ANY) || names(origin));
    }

    /** Returns whether pages of this origin may send cookies. */
    public boolean allowsCredentials(String origin) {
        return enabled && allowCredentials && names(origin);
    }

    /** Returns whether an entry other than {@code *} is meant. */
    private boolean names(String origin) {
        String wanted = origin.toLowerCase(Locale.ROOT);
        return allowOrigins.stream()
                .filter(entry -> !entry.equals(ANY))
                .anyMatch(entry -> matches(entry.toLowerCase(Locale.ROOT), wanted));
    }

    private static boolean matches(String entry, String origin) {
        int star = entry.indexOf('*');
        if (star < 0) {
            return entry.equals(origin);
        }
        String end = entry.substring(star + 1);
        return origin.length() > entry.length() - 1
                && origin.startsWith(entry.substring(0, star))
                && origin.endsWith(end)
                && PLACE_OF_STAR
                        .matcher(origin.substring(star, origin.length() - end.length()))
                        .matches();
    }
}
