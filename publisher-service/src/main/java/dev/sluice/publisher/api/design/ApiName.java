package dev.sluice.publisher.api.design;

import java.util.List;

/**
 * What an API is called and where it is served.
 *
 * @param context begins with a slash; may have the segment {@code {version}} once
 */
public record ApiName(String name, String context, String version) {
    public static final String VERSION_SEGMENT = "{version}";

    /** The path that clients write: the version in its place in the context, or after it. */
    public String basePath() {
        return context.contains(VERSION_SEGMENT) ? context.replace(VERSION_SEGMENT, version) : context + '/' + version;
    }

    /** The path of the default version, which leaves the version out; empty when nothing is left. */
    public String defaultPath() {
        return context.replace('/' + VERSION_SEGMENT, "");
    }

    /** @param isDefaultVersion whether it is found without its version, too */
    public List<String> exposedPaths(boolean isDefaultVersion) {
        return isDefaultVersion ? List.of(basePath(), defaultPath()) : List.of(basePath());
    }

    /** The same API in another version. */
    public ApiName in(String otherVersion) {
        return new ApiName(name, context, otherVersion);
    }
}
