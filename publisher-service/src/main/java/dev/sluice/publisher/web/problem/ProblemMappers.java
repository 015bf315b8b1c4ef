package dev.sluice.publisher.web.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every exception that reaches the border, as the one error body. A 500 shows an incident id, the log has the rest. */
final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    /** Where the parser of multipart forms is, which has no exception that could be told from others. */
    private static final String FORMS = "org.jboss.resteasy.reactive.server.core.multipart.";

    private final RouteMethods routes;

    ProblemMappers(RouteMethods routes) {
        this.routes = routes;
    }

    /** With the methods that it takes: RFC 9110, 15.5.6. */
    @ServerExceptionMapper
    public Response onMethodNotAllowed(NotAllowedException refused, UriInfo uri) {
        String allowed = routes.allowed(uri.getPath());
        return Response.fromResponse(ErrorBody.response(
                        PublisherProblem.METHOD_NOT_ALLOWED,
                        "This path does not take this method, but " + allowed + '.'))
                .header(HttpHeaders.ALLOW, allowed)
                .build();
    }

    @ServerExceptionMapper
    public Response onWebApplication(WebApplicationException refused) {
        if (refused.getResponse().hasEntity()) {
            return refused.getResponse();
        }
        int status = refused.getResponse().getStatus();
        return switch (status) {
            case 400 -> ErrorBody.response(PublisherProblem.BAD_REQUEST, describe(refused));
            case 404 -> ErrorBody.response(PublisherProblem.NO_SUCH_ROUTE, "There is nothing at this path.");
            case 406 -> ErrorBody.response(PublisherProblem.NOT_ACCEPTABLE, "Only application/json is served.");
            case 413 -> ErrorBody.response(PublisherProblem.BODY_TOO_LARGE, "The body is too large.");
            case 415 -> ErrorBody.response(PublisherProblem.UNSUPPORTED_MEDIA_TYPE, "Send application/json.");
            default -> status < 500 ? refused.getResponse() : onAnything(refused);
        };
    }

    /** The second one has a mapper of the framework, which would answer without a body. */
    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    public Response onBrokenJson(JsonProcessingException broken) {
        return ErrorBody.response(PublisherProblem.BAD_REQUEST, "The body is not JSON: " + broken.getOriginalMessage());
    }

    @ServerExceptionMapper
    public Response onAnything(Throwable failed) {
        if (isOfBrokenForm(failed)) {
            return ErrorBody.response(PublisherProblem.BAD_REQUEST, "The form is broken or cut off.");
        }
        if (DatabaseAway.isCauseOf(failed)) {
            LOG.warnf("no connection to the database: %s", failed);
            return ErrorBody.databaseAway();
        }
        String incident = UUID.randomUUID().toString();
        LOG.errorf(failed, "request failed, incident=%s", incident);
        return Response.fromResponse(ErrorBody.response(PublisherProblem.INTERNAL, "Incident " + incident))
                .header("Sluice-Request-Id", incident)
                .build();
    }

    private static boolean isOfBrokenForm(Throwable failed) {
        StackTraceElement[] thrownAt = failed.getStackTrace();
        return thrownAt.length > 0 && thrownAt[0].getClassName().startsWith(FORMS);
    }

    private static String describe(WebApplicationException refused) {
        return refused.getCause() instanceof JsonProcessingException broken
                ? "The body is not JSON: " + broken.getOriginalMessage()
                : "The request cannot be understood.";
    }
}
