package dev.sluice.publisher.api.body;

import dev.sluice.model.api.Cors;
import dev.sluice.publisher.api.design.Design;
import dev.sluice.publisher.web.problem.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** {@code corsConfiguration}. */
final class CorsReader {
    private static final int MAX_COUNT = 100;
    private static final int MAX_METHODS = 20;
    private static final int MAX_LENGTH = 255;
    private static final int MAX_HEADER = 100;
    private static final String ORIGINS = "accessControlAllowOrigins";
    private static final String CREDENTIALS = "accessControlAllowCredentials";
    private static final String HEADERS = "accessControlAllowHeaders";
    private static final String METHODS = "accessControlAllowMethods";
    /** RFC 6454, 6.2: no path, no slash at the end; one star may stand in the host's name. */
    private static final Pattern ORIGIN = Pattern.compile(
            "https?://[A-Za-z0-9.-]*\\*?[A-Za-z0-9.-]+(:[0-9]{1,5})?|https?://\\[[0-9A-Fa-f:.]+](:[0-9]{1,5})?");
    /** RFC 9110, 5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    /** Those of WSO2's default list; a stream is only ever read. */
    private static final Set<String> KNOWN_METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    private CorsReader() {}

    static Cors read(Fields cors) {
        List<String> origins = right(
                cors,
                ORIGINS,
                cors.texts(ORIGINS, Design.NO_CORS.allowOrigins(), MAX_COUNT, MAX_LENGTH),
                origin -> origin.equals(Cors.ANY) || ORIGIN.matcher(origin).matches(),
                "must hold *, or origins such as https://app.example.org or https://*.example.org");
        boolean enabled = cors.flag("corsConfigurationEnabled", false);
        boolean credentials = cors.flag(CREDENTIALS, false);
        if (enabled && credentials && origins.contains(Cors.ANY)) {
            cors.wrong(CREDENTIALS, "must be false while every origin is allowed: name the origins");
        }
        return new Cors(enabled, origins, credentials, headers(cors), methods(cors));
    }

    private static List<String> headers(Fields cors) {
        return right(
                cors,
                HEADERS,
                cors.texts(HEADERS, Design.NO_CORS.allowHeaders(), MAX_COUNT, MAX_HEADER),
                header -> TOKEN.matcher(header).matches(),
                "must hold names of headers");
    }

    private static List<String> methods(Fields cors) {
        List<String> methods = cors.texts(METHODS, Design.NO_CORS.allowMethods(), MAX_METHODS, MAX_LENGTH).stream()
                .map(method -> method.toUpperCase(Locale.ROOT))
                .toList();
        return right(cors, METHODS, methods, KNOWN_METHODS::contains, "must hold methods of HTTP");
    }

    /** Those entries that may be; the others are told, and do not come any further. */
    private static List<String> right(
            Fields cors, String field, List<String> entries, Predicate<String> mayBe, String must) {
        List<String> right = new ArrayList<>();
        for (String entry : entries) {
            if (mayBe.test(entry)) {
                right.add(entry);
            } else {
                cors.wrong(field, must + "; found '" + entry + "'");
            }
        }
        return right;
    }
}
