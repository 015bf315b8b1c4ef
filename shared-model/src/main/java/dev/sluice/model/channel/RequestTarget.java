package dev.sluice.model.channel;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request target as a client sent it, brought to one form: percent-encoding normalised (RFC 3986 6.2.2), query sorted by
 * name with equal names in their order, Sluice's own parameters taken out.
 *
 * @param path begins with {@code /}
 * @param query of the backend; {@code null} = none is left
 */
public record RequestTarget(String path, @Nullable String query) {
    /** What the name of each parameter of Sluice's begins with, but for those of {@link #OWN_PARAMETERS}. */
    public static final String RESERVED_PREFIX = "sluice.";

    /** The parameter by which a client chooses its heartbeat. */
    public static final String HEARTBEAT = RESERVED_PREFIX + "heartbeat";

    private static final Set<String> OWN_PARAMETERS =
            Set.of("last_event_id", "lastEventId", "since", "ticket", "access_token", "apikey");
    private static final String UNRESERVED_MARKS = "-._~";
    private static final String PATH_MARKS = UNRESERVED_MARKS + "!$&'()*+,;=:@/";
    private static final String QUERY_MARKS = PATH_MARKS + "?";

    /**
     * The normal form of a target.
     *
     * @throws IllegalArgumentException with what is wrong: a dot segment, an encoded slash, a broken escape
     */
    public static RequestTarget of(String rawPath, @Nullable String rawQuery) {
        String path = normalise(rawPath, PATH_MARKS);
        for (String segment : path.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException("the path has a dot segment");
            }
            if (segment.toLowerCase(Locale.ROOT).contains("%2f")
                    || segment.toLowerCase(Locale.ROOT).contains("%5c")) {
                throw new IllegalArgumentException("the path has an encoded slash");
            }
        }
        return new RequestTarget(path, rawQuery == null ? null : normaliseQuery(rawQuery));
    }

    /**
     * Returns the parameters of a query whose names begin with {@value #RESERVED_PREFIX}, in their order and in normal form:
     * a name, or a name, {@code =} and a value.
     *
     * @throws IllegalArgumentException when the query has a broken escape
     */
    public static List<String> reserved(@Nullable String rawQuery) {
        return parameters(rawQuery).stream()
                .filter(parameter -> parameter.startsWith(RESERVED_PREFIX))
                .toList();
    }

    /**
     * Returns the parameters of a query that are Sluice's own, but for those of {@link #reserved}: the first value of each,
     * decoded as a form's (a plus sign is a blank), empty when the name stands alone.
     *
     * @throws IllegalArgumentException when the query has a broken escape
     */
    public static Map<String, String> own(@Nullable String rawQuery) {
        Map<String, String> own = new HashMap<>();
        for (String parameter : parameters(rawQuery)) {
            String name = name(parameter);
            if (OWN_PARAMETERS.contains(name)) {
                String value = parameter.length() == name.length() ? "" : parameter.substring(name.length() + 1);
                own.putIfAbsent(name, URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
        return own;
    }

    /** The same without the slash at the end of its path; itself when there is none. */
    public RequestTarget withoutTrailingSlash() {
        return path.length() > 1 && path.endsWith("/")
                ? new RequestTarget(path.substring(0, path.length() - 1), query)
                : this;
    }

    private static @Nullable String normaliseQuery(String rawQuery) {
        List<String> parameters = new ArrayList<>();
        for (String normal : parameters(rawQuery)) {
            if (!normal.isEmpty() && !OWN_PARAMETERS.contains(name(normal)) && !normal.startsWith(RESERVED_PREFIX)) {
                parameters.add(normal);
            }
        }
        parameters.sort(Comparator.comparing(RequestTarget::name));
        return parameters.isEmpty() ? null : String.join("&", parameters);
    }

    private static List<String> parameters(@Nullable String rawQuery) {
        return rawQuery == null
                ? List.of()
                : Arrays.stream(rawQuery.split("&"))
                        .map(parameter -> normalise(parameter, QUERY_MARKS))
                        .toList();
    }

    private static String name(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0 ? parameter : parameter.substring(0, equals);
    }

    private static String normalise(String raw, String marks) {
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        StringBuilder normal = new StringBuilder(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int b = bytes[i] & 0xff;
            if (b == '%') {
                int decoded = decode(bytes, i);
                i += 2;
                append(normal, decoded, isUnreserved(decoded));
            } else {
                append(normal, b, isUnreserved(b) || (b < 0x80 && marks.indexOf(b) >= 0));
            }
        }
        return normal.toString();
    }

    private static void append(StringBuilder normal, int b, boolean plain) {
        if (plain) {
            normal.append((char) b);
        } else {
            HexFormat hex = HexFormat.of().withUpperCase();
            normal.append('%').append(hex.toHighHexDigit(b)).append(hex.toLowHexDigit(b));
        }
    }

    private static int decode(byte[] bytes, int at) {
        if (at + 2 >= bytes.length || !HexFormat.isHexDigit(bytes[at + 1]) || !HexFormat.isHexDigit(bytes[at + 2])) {
            throw new IllegalArgumentException("a percent sign is not followed by two hexadecimal digits");
        }
        return HexFormat.fromHexDigit(bytes[at + 1]) << 4 | HexFormat.fromHexDigit(bytes[at + 2]);
    }

    private static boolean isUnreserved(int b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || (b < 0x80 && UNRESERVED_MARKS.indexOf(b) >= 0);
    }
}
