package dev.sluice.publisher.rest;

import dev.sluice.publisher.problem.ErrorBody;
import dev.sluice.publisher.problem.PublisherProblem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Only forms may be as large as the HTTP server lets a body be: they bring documents. An API of 200 topics in full is far below
 * the bound of the others, and its control record below Kafka's 1 MiB.
 */
@Provider
@PreMatching
public class BodySizes implements ContainerRequestFilter {
    private static final long MAX_BYTES = 512 << 10;

    /**
     * What a body of this type may have.
     *
     * @param ofForms in bytes
     */
    public static long max(@Nullable MediaType type, long ofForms) {
        boolean isForm = type != null && type.isCompatible(MediaType.MULTIPART_FORM_DATA_TYPE);
        return isForm ? ofForms : Math.min(MAX_BYTES, ofForms);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        long max = max(request.getMediaType(), Long.MAX_VALUE);
        if (request.getLength() > max) {
            request.abortWith(ErrorBody.response(
                    PublisherProblem.BODY_TOO_LARGE, "A body may have " + max + " bytes at most, and a form more."));
        }
    }
}
