package dev.sluice.publisher.web.rest;

import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.PublisherProblem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Pattern;

/** Refuses forms whose boundary is empty, at which their parser breaks. */
@Provider
@PreMatching
class FormBoundaries implements ContainerRequestFilter {
    private static final Pattern EMPTY =
            Pattern.compile("multipart/.*boundary=\\s*(?:\"\"?)?\\s*(?:;.*)?", Pattern.CASE_INSENSITIVE);

    @Override
    public void filter(ContainerRequestContext request) {
        String contentType = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
        if (contentType != null && EMPTY.matcher(contentType).matches()) {
            request.abortWith(ErrorBody.response(PublisherProblem.BAD_REQUEST, "The boundary of the form is empty."));
        }
    }
}
