package dev.sluice.publisher.web.rest;

import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.PublisherProblem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

/**
 * Only forms may be as large as the HTTP server lets a body be: they bring documents. An API of 200 topics in full is far below
 * the bound of the others, and its control record below Kafka's 1 MiB.
 */
@Provider
@PreMatching
public class BodySizes implements ContainerRequestFilter {
    private static final long MAX_BYTES = 512 << 10;
    private static final String FORM = MediaType.MULTIPART_FORM_DATA;

    /**
     * Returns what the body of a request may have, in bytes.
     *
     * @param ofForms in bytes
     */
    public static long max(ContainerRequestContext request, long ofForms) {
        // The text of the header: it may be no media type at all, which is refused later.
        String type = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
        boolean isForm = type != null && type.strip().regionMatches(true, 0, FORM, 0, FORM.length());
        return isForm ? ofForms : Math.min(MAX_BYTES, ofForms);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        long max = max(request, Long.MAX_VALUE);
        if (request.getLength() > max) {
            request.abortWith(ErrorBody.response(
                    PublisherProblem.BODY_TOO_LARGE, "A body may have " + max + " bytes at most, and a form more."));
        }
    }
}
