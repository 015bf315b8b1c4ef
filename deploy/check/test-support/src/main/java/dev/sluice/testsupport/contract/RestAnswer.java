package dev.sluice.testsupport.contract;

import org.jspecify.annotations.Nullable;

/**
 * One answer of a REST API.
 *
 * @param method in capitals
 * @param path as it was sent, without the query
 * @param contentType the header, {@code null} = none
 * @param body empty = none
 */
public record RestAnswer(
        String method, String path, int status, @Nullable String contentType, String body) {
    private static final int SHOWN = 2_000;

    /** Without parameters and in small letters; empty = none. */
    String mediaType() {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT);
    }

    String shownBody() {
        return body.length() <= SHOWN ? body : body.substring(0, SHOWN) + "...";
    }

    @Override
    public String toString() {
        return method + ' ' + path + " -> " + status;
    }
}
