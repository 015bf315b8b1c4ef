package dev.sluice.publisher.api.endpoint.probe;

import dev.sluice.model.channel.RequestTarget;
import dev.sluice.model.secret.UnopenableSecretException;
import dev.sluice.outbound.OutboundUrl;
import dev.sluice.publisher.api.body.ApiAnswers;
import dev.sluice.publisher.api.registry.Apis;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.secret.StoredSecrets;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.Ids;
import dev.sluice.publisher.web.rest.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /apis/validate-endpoint}: what relays would meet at a URL. */
@Path("/api/am/publisher/v4")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ProbeResource {
    private static final int MAX_URL = 2_000;
    private static final int RETRY_SECONDS = 5;

    private final Apis apis;
    private final StoredSecrets secrets;
    private final Probes probes;

    ProbeResource(Apis apis, StoredSecrets secrets, Probes probes) {
        this.apis = apis;
        this.secrets = secrets;
        this.probes = probes;
    }

    /**
     * 200 whatever is met; the body says. With {@code apiId} the backend is asked with that API's credentials, if the URL has
     * the scheme, host and port of its endpoint.
     */
    @POST
    @Path("/apis/validate-endpoint")
    @RequiresScope({Scope.API_CREATE, Scope.API_MANAGE})
    public Response validate(@Context UriInfo uri) {
        Query query = Query.of(uri);
        String endpoint = query.required("endpointUrl", MAX_URL);
        String apiId = query.text("apiId", MAX_URL);
        OutboundUrl url = OutboundUrl.of(endpoint);
        if (query.errors().isEmpty()) {
            String wrong = wrong(url);
            if (wrong != null) {
                query.wrong("endpointUrl", wrong);
            }
        }
        if (!query.errors().isEmpty() || !(url instanceof OutboundUrl.Good(URI good))) {
            return ErrorBody.response(Refusal.of(query.errors()));
        }
        if (apiId.isEmpty()) {
            return probe(good, new EndpointSignIn.None());
        }
        return Ids.parse(apiId)
                .flatMap(apis::find)
                .map(api -> probe(good, api))
                .orElseGet(() -> ApiAnswers.unknownApi(apiId));
    }

    /** Returns why no relay would ask this; {@code null} = it would. */
    private static @Nullable String wrong(OutboundUrl url) {
        return switch (url) {
            case OutboundUrl.Bad(String reason) -> reason;
            case OutboundUrl.Good(URI good) ->
                RequestTarget.reserved(good.getRawQuery()).isEmpty()
                        ? null
                        : "has a parameter that begins with " + RequestTarget.RESERVED_PREFIX
                                + ": gateways keep such names for themselves";
        };
    }

    private Response probe(URI url, ApiEntity api) {
        try {
            return probe(url, EndpointSignIn.at(url, api, secrets.ofApi(api.id())));
        } catch (UnopenableSecretException locked) {
            return ErrorBody.response(
                    PublisherProblem.SECRET_LOCKED,
                    "The endpoint's credentials cannot be opened: " + locked.getMessage());
        }
    }

    private Response probe(URI url, EndpointSignIn signIn) {
        @Nullable
        OriginCredential credential = signIn instanceof EndpointSignIn.Known(OriginCredential known) ? known : null;
        Optional<Findings> findings = probes.probe(url, credential);
        return findings.map(found -> Response.ok(ProbeBody.of(found, signIn instanceof EndpointSignIn.Token))
                        .build())
                .orElseGet(ProbeResource::busy);
    }

    private static Response busy() {
        return Response.fromResponse(ErrorBody.response(
                        PublisherProblem.PROBES_BUSY, "Other endpoints are being looked at; try again."))
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .build();
    }
}
