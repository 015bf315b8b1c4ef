package dev.sluice.publisher.api.document;

import dev.sluice.model.definition.ImportedApi;
import dev.sluice.publisher.api.body.ApiAnswers;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.ApiRefusals;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.FieldError;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.EntityTags;
import dev.sluice.publisher.web.rest.Ids;
import dev.sluice.publisher.web.rest.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** {@code /apis/{apiId}/asyncapi}: an API's document. */
@Path("/api/am/publisher/v4")
@RunOnVirtualThread
class DefinitionResource {
    private static final Set<String> VERSIONS = Set.of("2.6.0", "3.0.0");
    private static final String USUAL_VERSION = "3.0.0";
    private static final int MAX_VERSION = 64;

    private final Uploads uploads;
    private final Documents documents;
    private final Designs designs;
    private final DefinitionClient client;

    DefinitionResource(Uploads uploads, Documents documents, Designs designs, DefinitionClient client) {
        this.uploads = uploads;
        this.documents = documents;
        this.designs = designs;
        this.client = client;
    }

    /**
     * The text that the API was imported with, to the byte, while the API is what it says; in the other format when only
     * that is acceptable, or {@code format} ({@code json}, {@code yaml}) asks for it. Otherwise one that is made now.
     *
     * <p>{@code version} is that of AsyncAPI; empty = the one that there is. A revision's document is asked for by the revision's
     * id in the place of the API's, as in WSO2.
     */
    @GET
    @Path("/apis/{apiId}/asyncapi")
    @RequiresScope({Scope.API_VIEW, Scope.API_MANAGE, Scope.API_DEFINITION_VIEW})
    @Produces({UploadedDocument.JSON, UploadedDocument.YAML})
    public Response get(
            @PathParam("apiId") String apiId,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query query = Query.of(uri);
        String version = query.text("version", MAX_VERSION);
        if (!version.isEmpty() && !VERSIONS.contains(version)) {
            query.wrong("version", "must be one of 2.6.0, 3.0.0");
        }
        String mediaType = mediaType(query, headers.getAcceptableMediaTypes());
        if (!query.errors().isEmpty()) {
            return refused(Refusal.of(query.errors()));
        }
        return Ids.parse(apiId)
                .flatMap(id -> documents.find(id).or(() -> documents.findRevision(id)))
                .map(stored -> EntityTags.isKnown(ifNoneMatch, stored.api().entityTag())
                        ? tagged(Response.notModified(), stored.api())
                        : document(stored, version, mediaType))
                .orElseGet(() -> refused(ApiRefusals.unknown(apiId)));
    }

    /** The one that is asked for; empty = any. {@code format} counts more than what is acceptable. */
    private static String mediaType(Query query, List<MediaType> acceptable) {
        String format = query.text("format", MAX_VERSION);
        if (format.isEmpty()) {
            boolean json = accepts(acceptable, UploadedDocument.JSON);
            boolean yaml = accepts(acceptable, UploadedDocument.YAML);
            return json && yaml ? "" : json ? UploadedDocument.JSON : UploadedDocument.YAML;
        }
        if (!format.equals("json") && !format.equals("yaml")) {
            query.wrong("format", "must be one of json, yaml");
        }
        return format.equals("json") ? UploadedDocument.JSON : UploadedDocument.YAML;
    }

    private Response document(Documents.Stored stored, String version, String mediaType) {
        DocumentEntity own = stored.own();
        boolean isAnother =
                own != null && !version.isEmpty() && !version.equals(own.facts().asyncapi());
        if (own != null && isAnother && stored.api().design().isThirdParty()) {
            return refused(Refusal.of(List.of(new FieldError(
                    "version",
                    "must be " + own.facts().asyncapi() + ": the document of a third-party API stays as it is"))));
        }
        if (own == null || isAnother) {
            return generated(stored, version, mediaType.isEmpty() ? UploadedDocument.JSON : mediaType);
        }
        if (mediaType.isEmpty() || mediaType.equals(own.mediaType())) {
            return tagged(Response.ok(own.text()).type(own.mediaType()), stored.api());
        }
        return switch (client.convert(own.text(), format(mediaType))) {
            case Reply.Given<String> given -> tagged(Response.ok(given.value()).type(mediaType), stored.api());
            case Reply.Refused<String> refused -> refused(Problems.of(refused.findings()));
            case Reply.Away<String> away -> refused(Problems.away(away.reason()));
        };
    }

    private Response generated(Documents.Stored stored, String version, String mediaType) {
        String wanted = version.isEmpty() ? USUAL_VERSION : version;
        return switch (client.generate(designs.of(stored.api(), stored.facts()), wanted, format(mediaType))) {
            case Reply.Given<String> given -> tagged(Response.ok(given.value()).type(mediaType), stored.api());
            case Reply.Refused<String> refused ->
                throw new IllegalStateException("the design of an API is refused: " + refused.findings());
            case Reply.Away<String> away -> refused(Problems.away(away.reason()));
        };
    }

    private static String format(String mediaType) {
        return mediaType.equals(UploadedDocument.JSON) ? "json" : "yaml";
    }

    /** One of the parts: {@code apiDefinition}, a text, {@code file}, or {@code url}. */
    @PUT
    @Path("/apis/{apiId}/asyncapi")
    @RequiresScope({Scope.API_CREATE, Scope.API_MANAGE})
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(UploadedDocument.JSON)
    public Response put(
            @PathParam("apiId") String apiId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @RestForm("apiDefinition") @Nullable String apiDefinition,
            @RestForm("file") @Nullable FileUpload file,
            @RestForm("url") @Nullable String url) {
        return switch (uploads.read(apiDefinition, file, url)) {
            case Upload.Wrong wrong -> refused(wrong.refusal());
            case Upload.Sent sent ->
                Ids.parse(apiId)
                        .map(id -> put(id, ifMatch, sent.document()))
                        .orElseGet(() -> refused(ApiRefusals.unknown(apiId)));
        };
    }

    private Response put(UUID apiId, @Nullable String ifMatch, UploadedDocument uploaded) {
        Documents.Stored stored = documents.find(apiId).orElse(null);
        if (stored == null) {
            return refused(ApiRefusals.unknown(apiId));
        }
        boolean isThirdParty = stored.api().design().isThirdParty();
        return switch (client.read(uploaded.bytes())) {
            case Reply.Away<ImportedApi> away -> refused(Problems.away(away.reason()));
            case Reply.Refused<ImportedApi> refused -> refused(Problems.of(refused.findings()));
            case Reply.Given<ImportedApi> given
            when !given.value().streams() && !isThirdParty -> refused(Problems.otherProtocol(given.value()));
            case Reply.Given<ImportedApi> given ->
                switch (documents.replace(apiId, ifMatch, uploaded, given.value())) {
                    case Outcome.Refused<ApiEntity> refused -> refused(refused.refusal());
                    case Outcome.Done<ApiEntity> done ->
                        tagged(Response.ok(uploaded.text()).type(uploaded.mediaType()), done.value());
                };
        };
    }

    private static Response tagged(Response.ResponseBuilder answer, ApiEntity api) {
        return ApiAnswers.tagged(answer.header(HttpHeaders.VARY, HttpHeaders.ACCEPT), api)
                .build();
    }

    private static Response refused(Refusal refusal) {
        return ErrorBody.response(refusal);
    }

    private static boolean accepts(List<MediaType> acceptable, String mediaType) {
        return acceptable.stream().anyMatch(type -> type.isCompatible(MediaType.valueOf(mediaType)));
    }
}
