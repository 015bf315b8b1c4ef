package dev.sluice.definition.convert;

import dev.sluice.definition.answer.DocumentLanes;
import dev.sluice.definition.answer.DocumentMeters.Task;
import dev.sluice.definition.answer.JsonResponses;
import dev.sluice.definition.document.DocumentReader;
import dev.sluice.definition.document.DocumentSyntax;
import dev.sluice.definition.document.ReadResult;
import dev.sluice.definition.document.Work;
import dev.sluice.model.definition.Findings;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/convert?format=yaml|json}: a document, JSON or YAML, of any version that is read, valid or not; 200
 * with the same tree in that format, its version and its order kept, or 422 when it is not read. Aliases are written
 * out, comments left out.
 */
@Path("/v1/convert")
@Consumes(MediaType.WILDCARD)
public class ConvertResource {
    private final DocumentReader reader;
    private final DocumentLanes lanes;

    ConvertResource(DocumentReader reader, DocumentLanes lanes) {
        this.reader = reader;
        this.lanes = lanes;
    }

    @POST
    public CompletionStage<Response> convert(
            byte[] document, @QueryParam("format") @Nullable String format, @Context RoutingContext http) {
        Optional<DocumentSyntax> written = DocumentSyntax.of(format == null ? "" : format);
        return written.isEmpty()
                ? CompletableFuture.completedFuture(JsonResponses.unknownFormat())
                : lanes.answer(http, Task.CONVERT, document, work -> converted(document, written.get(), work));
    }

    private Response converted(byte[] document, DocumentSyntax format, Work work) {
        return switch (reader.read(document, work)) {
            case ReadResult.Refused refused ->
                JsonResponses.json(
                        JsonResponses.UNPROCESSABLE,
                        new Findings(false, refused.asyncapi(), List.of(refused.finding())));
            case ReadResult.Parsed parsed ->
                Response.ok(format.write(parsed.document().root()), format.mediaType() + ";charset=UTF-8")
                        .build();
        };
    }
}
