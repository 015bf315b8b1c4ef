package dev.sluice.publisher.api.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.model.definition.ImportedApi;
import dev.sluice.publisher.api.body.ApiAnswers;
import dev.sluice.publisher.api.design.ApiType;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.FieldError;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** {@code /apis/validate-asyncapi}, {@code /apis/import-asyncapi}: forms with a document in the part {@code file}, or its {@code url}. */
@Path("/api/am/publisher/v4")
@Consumes(MediaType.MULTIPART_FORM_DATA)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ImportResource {
    /** As a body that creates an API without a document. */
    private static final int MAX_PROPERTIES = 512 << 10;

    private final Uploads uploads;
    private final Documents documents;
    private final ImportReader bodies;
    private final DefinitionClient client;
    private final ApiAnswers answers;
    private final ObjectMapper json;

    ImportResource(
            Uploads uploads,
            Documents documents,
            ImportReader bodies,
            DefinitionClient client,
            ApiAnswers answers,
            ObjectMapper json) {
        this.uploads = uploads;
        this.documents = documents;
        this.bodies = bodies;
        this.client = client;
        this.answers = answers;
        this.json = json;
    }

    /** 200 whether it is valid or not; the body says. 400 when that is not known, as the check took too long. */
    @POST
    @Path("/apis/validate-asyncapi")
    @RequiresScope({Scope.API_CREATE, Scope.API_MANAGE})
    public Response validate(
            @RestForm("file") @Nullable FileUpload file, @RestForm("url") @Nullable String url, @Context UriInfo uri) {
        Query query = Query.of(uri);
        boolean returnContent = query.flag("returnContent", false);
        if (!query.errors().isEmpty()) {
            return ErrorBody.response(Refusal.of(query.errors()));
        }
        return switch (uploads.read(null, file, url)) {
            case Upload.Wrong wrong -> ErrorBody.response(wrong.refusal());
            case Upload.Sent sent ->
                switch (client.read(sent.document().bytes())) {
                    case Reply.Away<ImportedApi> away -> ErrorBody.response(Problems.away(away.reason()));
                    case Reply.Refused<ImportedApi> refused
                    when Problems.isGivenUp(refused.findings()) -> ErrorBody.response(Problems.of(refused.findings()));
                    case Reply.Refused<ImportedApi> refused ->
                        Response.ok(
                                        Problems.isValid(refused.findings())
                                                ? ValidationBody.unusable(
                                                        refused.findings(),
                                                        returnContent
                                                                ? sent.document()
                                                                        .text()
                                                                : null)
                                                : ValidationBody.wrong(Problems.of(refused.findings())))
                                .build();
                    case Reply.Given<ImportedApi> given ->
                        Response.ok(ValidationBody.valid(
                                        given.value(),
                                        returnContent ? sent.document().text() : null))
                                .build();
                };
        };
    }

    /** @param additionalProperties JSON: fields of the new API, each of which counts more than the document */
    @POST
    @Path("/apis/import-asyncapi")
    @RequiresScope({Scope.API_CREATE, Scope.API_MANAGE})
    public Response create(
            @RestForm("file") @Nullable FileUpload file,
            @RestForm("url") @Nullable String url,
            @RestForm("additionalProperties") @Nullable String additionalProperties,
            @Context SecurityContext user) {
        Optional<JsonNode> given = object(additionalProperties);
        if (given.isEmpty()) {
            return ErrorBody.response(
                    Refusal.of(List.of(new FieldError("additionalProperties", "must be a JSON object"))));
        }
        return switch (uploads.read(null, file, url)) {
            case Upload.Wrong wrong -> ErrorBody.response(wrong.refusal());
            case Upload.Sent sent ->
                create(sent.document(), given.get(), user.getUserPrincipal().getName());
        };
    }

    private Response create(UploadedDocument uploaded, JsonNode given, String provider) {
        return switch (client.read(uploaded.bytes())) {
            case Reply.Away<ImportedApi> away -> ErrorBody.response(Problems.away(away.reason()));
            case Reply.Refused<ImportedApi> refused -> ErrorBody.response(Problems.of(refused.findings()));
            case Reply.Given<ImportedApi> read
            when isThirdParty(read.value(), given) ->
                answers.to(
                        documents.createThirdParty(
                                uploaded, read.value(), bodies.createThirdParty(read.value(), given), provider),
                        201);
            case Reply.Given<ImportedApi> read
            when !read.value().streams() -> ErrorBody.response(Problems.otherProtocol(read.value()));
            case Reply.Given<ImportedApi> read ->
                answers.to(documents.create(uploaded, read.value(), bodies.create(read.value(), given), provider), 201);
        };
    }

    /** What the creator says of its type counts; an API of another protocol is a third party's unless that is denied. */
    private static boolean isThirdParty(ImportedApi read, JsonNode given) {
        String usual = read.streams() ? ApiType.SSE.name() : ApiType.ASYNC.name();
        String type = given.path("type").asText(usual);
        boolean managed = type.equals(ApiType.SSE.name())
                || given.path("advertiseInfo").path("advertised").isBoolean()
                        && !given.path("advertiseInfo").path("advertised").booleanValue();
        return type.equals(ApiType.ASYNC.name()) && !managed;
    }

    /** Absent = an empty object. */
    private Optional<JsonNode> object(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.of(json.createObjectNode());
        }
        if (text.length() > MAX_PROPERTIES) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException broken) {
            return Optional.empty();
        }
    }
}
