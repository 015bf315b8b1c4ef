package dev.sluice.publisher.api.endpoint.upstream;

import dev.sluice.publisher.api.body.ApiAnswers;
import dev.sluice.publisher.api.registry.Apis;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.Ids;
import dev.sluice.publisher.web.rest.Page;
import dev.sluice.publisher.web.rest.PageRequest;
import dev.sluice.publisher.web.rest.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** {@code GET /apis/{apiId}/upstreams}: which backend connections the relays keep for an API, and how they stand. */
@Path("/api/am/publisher/v4")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class UpstreamsResource {
    private static final Logger LOG = Logger.getLogger(UpstreamsResource.class);

    private final Apis apis;
    private final UpstreamStates states;

    UpstreamsResource(Apis apis, UpstreamStates states) {
        this.apis = apis;
        this.states = states;
    }

    @GET
    @Path("/apis/{apiId}/upstreams")
    @RequiresScope({Scope.API_VIEW, Scope.API_MANAGE})
    public Response list(@PathParam("apiId") String apiId, @Context UriInfo uri) {
        Query query = Query.of(uri);
        PageRequest page = query.page();
        if (!query.errors().isEmpty()) {
            return ErrorBody.response(Refusal.of(query.errors()));
        }
        return Ids.parse(apiId)
                .flatMap(apis::find)
                .map(api -> page(api, page))
                .orElseGet(() -> ApiAnswers.unknownApi(apiId));
    }

    private Response page(ApiEntity api, PageRequest asked) {
        String id = api.id().toString();
        try {
            List<UpstreamState> all = states.ofApi(id);
            List<UpstreamState> shown =
                    all.stream().skip(asked.offset()).limit(asked.limit()).toList();
            return Response.ok(Page.of(shown, asked, all.size(), "/apis/" + id + "/upstreams", Map.of()))
                    .build();
        } catch (KafkaException away) {
            LOG.warnf("the state of upstreams cannot be read, api=%s reason=%s", id, away.getMessage());
            return ErrorBody.response(
                    PublisherProblem.KAFKA_AWAY, "Kafka, where the relays tell it, cannot be read now; try again.");
        }
    }
}
