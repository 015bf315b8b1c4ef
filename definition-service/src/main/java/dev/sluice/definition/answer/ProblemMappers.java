package dev.sluice.definition.answer;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every exception that reaches the border. A 500 shows an incident id, the log has the rest. */
final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public Response onWebApplication(WebApplicationException refused) {
        int status = refused.getResponse().getStatus();
        return status < 500
                ? JsonResponses.refusal(status, "request", String.valueOf(refused.getMessage()))
                : onAnything(refused);
    }

    @ServerExceptionMapper
    public Response onAnything(Throwable failed) {
        String incident = UUID.randomUUID().toString();
        LOG.errorf(failed, "request failed, incident=%s", incident);
        return JsonResponses.refusal(500, "internal", "Incident " + incident);
    }
}
