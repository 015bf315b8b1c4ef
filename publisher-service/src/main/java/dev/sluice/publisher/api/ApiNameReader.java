package dev.sluice.publisher.api;

import dev.sluice.publisher.problem.Fields;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Name, context and version out of a body. */
final class ApiNameReader {
    private static final int MAX_NAME = 60;
    private static final int MAX_CONTEXT = 200;
    private static final int MAX_VERSION = 30;
    private static final Pattern NAME = Pattern.compile("[^~!@#;:%^*()+={}|\\\\<>\"',&$\\[\\]/\\p{Cntrl}]*");
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._~-]+");
    private static final String VERSION_SEGMENT = "{version}";
    private static final String TENANT_SEGMENT = "t";
    /** Dot segments are none of ours, and the gateway keeps the others for itself. */
    private static final Set<String> RESERVED = Set.of("sluice", "q", ".well-known");

    private ApiNameReader() {}

    static ApiName read(Fields body) {
        String name = body.required("name", MAX_NAME);
        if (!NAME.matcher(name).matches()) {
            body.wrong("name", "must have none of ~!@#;:%^*()+={}|\\<>\"',&$[]/");
        } else if (name.contains("  ") || !name.equals(name.strip())) {
            body.wrong("name", "must have no two blanks in a row and none at its ends");
        }
        String context = body.required("context", MAX_CONTEXT);
        if (!context.isBlank()) {
            context = context.startsWith("/") ? context : '/' + context;
            checkContext(body, context);
        }
        String version = body.required("version", MAX_VERSION);
        if (!version.isBlank() && !isSegment(version)) {
            body.wrong("version", "must have letters, digits and . _ ~ - only");
        }
        return new ApiName(name, context, version);
    }

    private static void checkContext(Fields body, String context) {
        List<String> segments = List.of(context.substring(1).split("/", -1));
        for (String segment : segments) {
            if (!isSegment(segment) && !segment.equals(VERSION_SEGMENT)) {
                body.wrong(
                        "context",
                        "must be segments of letters, digits and . _ ~ - between slashes, or {version}; found '"
                                + segment + "'");
                return;
            }
        }
        if (segments.contains(TENANT_SEGMENT)) {
            body.wrong("context", "must not have a segment t");
        }
        if (segments.indexOf(VERSION_SEGMENT) != segments.lastIndexOf(VERSION_SEGMENT)) {
            body.wrong("context", "must have {version} once");
        }
        if (RESERVED.contains(segments.getFirst())) {
            body.wrong(
                    "context", "must not begin with /" + segments.getFirst() + ", which the gateway keeps for itself");
        }
    }

    private static boolean isSegment(String text) {
        return SEGMENT.matcher(text).matches() && !text.equals(".") && !text.equals("..");
    }
}
