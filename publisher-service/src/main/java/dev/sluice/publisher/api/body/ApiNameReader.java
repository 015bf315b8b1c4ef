package dev.sluice.publisher.api.body;

import dev.sluice.publisher.api.design.ApiName;
import dev.sluice.publisher.web.problem.Fields;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Name, context and version out of a body. */
public final class ApiNameReader {
    public static final int MAX_VERSION = 30;
    private static final int MAX_NAME = 60;
    private static final int MAX_CONTEXT = 200;
    private static final Pattern NAME = Pattern.compile("[^~!@#;:%^*()+={}|\\\\<>\"',&$\\[\\]/\\p{Cntrl}]*");
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._~-]+");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]+");
    private static final String TENANT_SEGMENT = "t";
    /** Dot segments are none of ours, and the gateway keeps the others for itself. */
    private static final Set<String> RESERVED = Set.of("sluice", "q", ".well-known");

    private ApiNameReader() {}

    public static ApiName read(Fields body) {
        String name = body.required("name", MAX_NAME);
        if (!NAME.matcher(name).matches()) {
            body.wrong("name", "must have none of ~!@#;:%^*()+={}|\\<>\"',&$[]/");
        } else if (name.contains("  ") || !name.equals(name.strip())) {
            body.wrong("name", "must have no two blanks in a row and none at its ends");
        }
        String context = context(body);
        String version = body.required("version", MAX_VERSION);
        if (!version.isBlank()) {
            wrongVersion(version).ifPresent(reason -> body.wrong("version", reason));
        }
        ApiName read = new ApiName(name, context, version);
        if (!context.isBlank() && wrongVersion(version).isEmpty()) {
            wrongPaths(read, body.flag("isDefaultVersion", false)).ifPresent(reason -> body.wrong("context", reason));
        }
        return read;
    }

    /** With a slash at its beginning. */
    private static String context(Fields body) {
        String context = body.required("context", MAX_CONTEXT);
        if (context.isBlank()) {
            return context;
        }
        String path = context.startsWith("/") ? context : '/' + context;
        checkContext(body, path);
        return path;
    }

    private static void checkContext(Fields body, String context) {
        List<String> segments = List.of(context.substring(1).split("/", -1));
        for (String segment : segments) {
            if (!isSegment(segment) && !segment.equals(ApiName.VERSION_SEGMENT)) {
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
        if (segments.indexOf(ApiName.VERSION_SEGMENT) != segments.lastIndexOf(ApiName.VERSION_SEGMENT)) {
            body.wrong("context", "must have {version} once");
        }
    }

    /** What is wrong with this version, if anything is. */
    public static Optional<String> wrongVersion(String version) {
        return VERSION.matcher(version).matches() && isSegment(version)
                ? Optional.empty()
                : Optional.of("must have letters, digits and . _ - only, and not be . or ..");
    }

    /** What is wrong with the paths below which clients would find it, if anything is. */
    public static Optional<String> wrongPaths(ApiName name, boolean isDefaultVersion) {
        for (String path : name.exposedPaths(isDefaultVersion)) {
            if (path.isEmpty()) {
                return Optional.of("leaves nothing of the path without " + ApiName.VERSION_SEGMENT
                        + ", so this cannot be the default version");
            }
            String first = path.substring(1).split("/", 2)[0];
            if (RESERVED.contains(first)) {
                return Optional.of("makes a path that begins with /" + first + ", which the gateway keeps for itself");
            }
        }
        return Optional.empty();
    }

    private static boolean isSegment(String text) {
        return SEGMENT.matcher(text).matches() && !text.equals(".") && !text.equals("..");
    }
}
