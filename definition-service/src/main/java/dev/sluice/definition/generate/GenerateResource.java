package dev.sluice.definition.generate;

import dev.sluice.definition.answer.JsonResponses;
import dev.sluice.definition.document.AsyncApiVersion;
import dev.sluice.definition.document.DocumentSyntax;
import dev.sluice.model.definition.ApiDesign;
import dev.sluice.model.wire.UnreadableRecordException;
import dev.sluice.model.wire.Wire;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code POST /v1/generate?version=3.0.0|2.6.0&format=yaml|json}: an {@link ApiDesign}; 200 with its document. A version or
 * format that is not written: 400. A body that is no design: 422 with what is wrong with it.
 */
@Path("/v1/generate")
@Consumes(MediaType.APPLICATION_JSON)
public class GenerateResource {
    @POST
    public Response generate(
            byte[] design,
            @QueryParam("version") @DefaultValue("3.0.0") String version,
            @QueryParam("format") @DefaultValue("yaml") String format) {
        Optional<AsyncApiVersion> wanted = AsyncApiVersion.of(version).filter(Generator.VERSIONS::contains);
        if (wanted.isEmpty()) {
            String known =
                    Generator.VERSIONS.stream().map(AsyncApiVersion::text).collect(Collectors.joining(", "));
            return JsonResponses.refusal(400, "version", "version must be one of " + known);
        }
        Optional<DocumentSyntax> written = DocumentSyntax.of(format);
        if (written.isEmpty()) {
            return JsonResponses.unknownFormat();
        }
        try {
            ApiDesign read = Wire.readDesign(design);
            String document = Generator.generate(read, wanted.get(), written.get());
            return Response.ok(document, written.get().mediaType() + ";charset=UTF-8")
                    .build();
        } catch (UnreadableRecordException wrong) {
            return JsonResponses.refusal(JsonResponses.UNPROCESSABLE, "design", reason(wrong));
        }
    }

    /** What a component's check said, or where the JSON ends to be a design; never a part of the body. */
    private static String reason(UnreadableRecordException wrong) {
        Throwable cause = wrong;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof IllegalArgumentException ? String.valueOf(cause.getMessage()) : "the body is no design";
    }
}
