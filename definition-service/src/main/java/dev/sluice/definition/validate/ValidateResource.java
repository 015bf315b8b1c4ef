package dev.sluice.definition.validate;

import dev.sluice.definition.answer.Answers;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code POST /v1/validate}: a document, JSON or YAML; 200 with its findings, however bad it is. */
@Path("/v1/validate")
@Consumes(MediaType.WILDCARD)
public class ValidateResource {
    private final Validator validator;

    ValidateResource(Validator validator) {
        this.validator = validator;
    }

    @POST
    public Response validate(byte[] document) {
        return Answers.json(200, validator.validate(document));
    }
}
