package dev.sluice.publisher.web.rest;

import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.StorableText;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;

/** Refuses paths and queries with characters that no text of ours has, before anybody looks them up. */
@Provider
@PreMatching
class StorablePaths implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        UriInfo uri = request.getUriInfo();
        boolean isStorable = StorableText.is(uri.getPath())
                && uri.getQueryParameters().values().stream()
                        .allMatch(values -> values.stream().allMatch(StorableText::is));
        if (!isStorable) {
            request.abortWith(ErrorBody.response(
                    PublisherProblem.BAD_REQUEST, "The path or the query holds U+0000 or half a character."));
        }
    }
}
