package dev.sluice.definition.validate;

import dev.sluice.definition.answer.DocumentLanes;
import dev.sluice.definition.answer.DocumentMeters.Task;
import dev.sluice.definition.answer.JsonResponses;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/**
 * {@code POST /v1/validate}: a document, JSON or YAML; 200 with its findings, however bad it is; 422 when the work ends
 * early.
 */
@Path("/v1/validate")
@Consumes(MediaType.WILDCARD)
public class ValidateResource {
    private final Validator validator;
    private final DocumentLanes lanes;

    ValidateResource(Validator validator, DocumentLanes lanes) {
        this.validator = validator;
        this.lanes = lanes;
    }

    @POST
    public CompletionStage<Response> validate(byte[] document, @Context RoutingContext http) {
        return lanes.answer(
                http, Task.VALIDATE, document, work -> JsonResponses.json(200, validator.validate(document, work)));
    }
}
