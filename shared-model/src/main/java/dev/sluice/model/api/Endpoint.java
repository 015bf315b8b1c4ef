package dev.sluice.model.api;

import static java.util.Objects.requireNonNull;

/**
 * A backend.
 *
 * @param url http or https, without a trailing slash; a topic's backend path is put after it
 * @param hash of everything that decides which stream is pulled: the URL and who signs in there, but no secret. Another
 *     hash = another backend
 */
public record Endpoint(String url, EndpointSecurity security, String hash) {
    public Endpoint {
        requireNonNull(url, "url");
        hash = hash == null ? "" : hash;
        security = security == null ? EndpointSecurity.NONE : security;
    }
}
