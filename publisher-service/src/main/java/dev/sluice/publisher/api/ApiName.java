package dev.sluice.publisher.api;

/** What an API is called and where it is served. */
record ApiName(String name, String context, String version) {
    private static final String VERSION_SEGMENT = "{version}";

    /** The path that clients write: the version in its place in the context, or behind it. */
    String basePath() {
        return context.contains(VERSION_SEGMENT) ? context.replace(VERSION_SEGMENT, version) : context + '/' + version;
    }
}
