package dev.sluice.definition.importing;

import dev.sluice.definition.answer.Answers;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code POST /v1/import}: a document, JSON or YAML; 200 with the facts of the API, or 422 with findings. */
@Path("/v1/import")
@Consumes(MediaType.WILDCARD)
public class ImportResource {
    private final Importer importer;

    ImportResource(Importer importer) {
        this.importer = importer;
    }

    @POST
    public Response read(byte[] document) {
        return switch (importer.read(document)) {
            case ImportResult.Imported imported -> Answers.json(200, imported.api());
            case ImportResult.Refused refused -> Answers.json(Answers.UNPROCESSABLE, refused.findings());
        };
    }
}
