package dev.sluice.gateway.http;

import org.jspecify.annotations.Nullable;

/** A request's target as the client sent it: path, and query if there is one. */
record Target(String path, @Nullable String query) {

    static Target of(String uri) {
        String origin = originForm(uri);
        int question = origin.indexOf('?');
        return question < 0
                ? new Target(origin, null)
                : new Target(origin.substring(0, question), origin.substring(question + 1));
    }

    /** The target without scheme and authority, which a proxy's client may send. */
    private static String originForm(String uri) {
        if (uri.startsWith("/")) {
            return uri;
        }
        int authority = uri.indexOf("://");
        int slash = authority < 0 ? -1 : uri.indexOf('/', authority + 3);
        return slash < 0 ? uri : uri.substring(slash);
    }
}
