package dev.sluice.definition.importing;

import dev.sluice.definition.answer.DocumentLanes;
import dev.sluice.definition.answer.DocumentMeters.Task;
import dev.sluice.definition.answer.JsonResponses;
import dev.sluice.definition.document.Work;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** {@code POST /v1/import}: a document, JSON or YAML; 200 with the facts of the API, or 422 with findings. */
@Path("/v1/import")
@Consumes(MediaType.WILDCARD)
public class ImportResource {
    private final Importer importer;
    private final DocumentLanes lanes;

    ImportResource(Importer importer, DocumentLanes lanes) {
        this.importer = importer;
        this.lanes = lanes;
    }

    @POST
    public CompletionStage<Response> read(byte[] document, @Context RoutingContext http) {
        return lanes.answer(http, Task.IMPORT, document, work -> answer(document, work));
    }

    private Response answer(byte[] document, Work work) {
        return switch (importer.read(document, work)) {
            case ImportResult.Imported imported -> JsonResponses.json(200, imported.api());
            case ImportResult.Refused refused -> JsonResponses.json(JsonResponses.UNPROCESSABLE, refused.findings());
        };
    }
}
