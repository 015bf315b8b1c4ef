package dev.sluice.publisher.developer.catalogue;

import dev.sluice.model.definition.ApiDesign;
import dev.sluice.publisher.api.body.ApiAnswers;
import dev.sluice.publisher.api.deployment.Deployments;
import dev.sluice.publisher.api.document.DefinitionClient;
import dev.sluice.publisher.api.document.Designs;
import dev.sluice.publisher.api.document.DocumentEntity;
import dev.sluice.publisher.api.document.Documents;
import dev.sluice.publisher.api.document.Problems;
import dev.sluice.publisher.api.document.Reply;
import dev.sluice.publisher.api.document.UploadedDocument;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.ViewerReader;
import dev.sluice.publisher.delivery.environment.EnvironmentConfig;
import dev.sluice.publisher.web.access.AnyVisitor;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.EntityTags;
import dev.sluice.publisher.web.rest.Ids;
import dev.sluice.publisher.web.rest.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /apis/{apiId}/swagger} of the developer portal: the AsyncAPI document of an API that the developer may see. It is made
 * at each request, with the gateways where the API is deployed, and nothing of its backend; a third party's is shown as it is.
 */
@Path("/api/am/devportal/v3")
@RunOnVirtualThread
class DeveloperDocumentResource {
    private static final String ENVIRONMENT = "environmentName";
    private static final int MAX_NAME = 255;

    private final Catalogue catalogue;
    private final Deployments deployments;
    private final Documents documents;
    private final Designs designs;
    private final DefinitionClient client;
    private final EnvironmentConfig environment;

    DeveloperDocumentResource(
            Catalogue catalogue,
            Deployments deployments,
            Documents documents,
            Designs designs,
            DefinitionClient client,
            EnvironmentConfig environment) {
        this.catalogue = catalogue;
        this.deployments = deployments;
        this.documents = documents;
        this.designs = designs;
        this.client = client;
        this.environment = environment;
    }

    /** {@code environmentName}: that of the gateways. */
    @GET
    @Path("/apis/{apiId}/swagger")
    @AnyVisitor
    @Produces({UploadedDocument.JSON, UploadedDocument.YAML, DocumentFormat.ASYNCAPI_JSON, DocumentFormat.ASYNCAPI_YAML
    })
    public Response get(
            @PathParam("apiId") String apiId,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext user) {
        Query query = Query.of(uri);
        DocumentFormat asked = DocumentFormatReader.read(query, headers.getAcceptableMediaTypes());
        String asksFor = query.text(ENVIRONMENT, MAX_NAME);
        if (!asksFor.isEmpty() && !asksFor.equals(environment.name())) {
            query.wrong(ENVIRONMENT, "must be " + environment.name() + ", which is the only one");
        }
        if (!query.errors().isEmpty()) {
            return ErrorBody.response(Refusal.of(query.errors()));
        }
        Optional<Documents.Stored> stored = Ids.parse(apiId)
                .flatMap(id -> catalogue.find(ViewerReader.read(user), id))
                .map(ApiEntity::id)
                .flatMap(documents::find);
        return stored.map(found -> answer(found, asked, ifNoneMatch)).orElseGet(() -> ApiAnswers.unknownApi(apiId));
    }

    private Response answer(Documents.Stored stored, DocumentFormat asked, @Nullable String ifNoneMatch) {
        DocumentEntity own = stored.own();
        if (own != null && stored.api().design().isThirdParty()) {
            return answer(ofThirdParty(own, asked), asked.mediaType(own.facts().asyncapi()), ifNoneMatch);
        }
        List<Deployments.Placement> shown =
                deployments.shownToDevelopers(stored.api().id());
        ApiDesign design = designs.forDevelopers(stored.api(), stored.facts(), shown);
        return answer(
                client.generate(design, asked.version(), asked.format()),
                asked.mediaType(asked.version()),
                ifNoneMatch);
    }

    /** As its creator has given it, in the format that is asked for. */
    private Reply<String> ofThirdParty(DocumentEntity own, DocumentFormat asked) {
        return own.mediaType().equals(asked.plainType())
                ? new Reply.Given<>(own.text())
                : client.convert(own.text(), asked.format());
    }

    private static Response answer(Reply<String> document, String mediaType, @Nullable String ifNoneMatch) {
        return switch (document) {
            case Reply.Given<String> given -> answer(given.value(), mediaType, ifNoneMatch);
            // On a busy machine the work on what is stored can be given up, too.
            case Reply.Refused<String> refused -> ErrorBody.response(Problems.of(refused.findings()));
            case Reply.Away<String> away -> ErrorBody.response(Problems.away(away.reason()));
        };
    }

    /** The tag is that of the text: a deployment changes it as well. */
    private static Response answer(String document, String mediaType, @Nullable String ifNoneMatch) {
        String tag = EntityTags.ofText(document);
        Response.ResponseBuilder answer = EntityTags.isKnown(ifNoneMatch, tag)
                ? Response.notModified()
                : Response.ok(document).type(mediaType);
        return answer.header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }
}
