package dev.sluice.publisher.api.endpoint.upstream;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.model.WireName;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.ApiRepository;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.Ids;
import dev.sluice.publisher.web.rest.Page;
import dev.sluice.publisher.web.rest.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** {@code GET /upstreams} of the admin REST API: the backend connections of all APIs, those that are in trouble first. */
@Path("/api/am/admin/v4")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class AdminUpstreamsResource {
    private static final Logger LOG = Logger.getLogger(AdminUpstreamsResource.class);
    private static final String STATUS = "status";
    private static final String API_ID = "apiId";
    private static final int MAX_TEXT = 64;

    private final UpstreamStates states;
    private final ApiRepository apis;

    AdminUpstreamsResource(UpstreamStates states, ApiRepository apis) {
        this.states = states;
        this.apis = apis;
    }

    record EntryBody(ApiBody api, UpstreamState upstream) {}

    /** @param name {@code null} = the API has been deleted; so with {@code version} */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ApiBody(
            String id, @Nullable String name, @Nullable String version) {}

    /** {@code status} and {@code apiId}: those alone. */
    @GET
    @Path("/upstreams")
    @RequiresScope(Scope.ADMIN)
    public Response list(@Context UriInfo uri) {
        Query query = Query.of(uri);
        UpstreamStates.Request request =
                new UpstreamStates.Request(query.text(API_ID, MAX_TEXT), status(query), query.page());
        if (!query.errors().isEmpty()) {
            return ErrorBody.response(Refusal.of(query.errors()));
        }
        try {
            return Response.ok(named(states.page(request, query.kept(API_ID, STATUS))))
                    .build();
        } catch (KafkaException away) {
            LOG.warnf("the state of upstreams cannot be read, reason=%s", away.getMessage());
            return ErrorBody.response(
                    PublisherProblem.KAFKA_AWAY, "Kafka, where the relays tell it, cannot be read now; try again.");
        }
    }

    /** Empty = any. */
    private static String status(Query query) {
        return query.text(STATUS, MAX_TEXT).isEmpty()
                ? ""
                : query.choice(STATUS, Upstream.LIVE, WireName::wireName).wireName();
    }

    private Page<EntryBody> named(Page<UpstreamStates.Entry> page) {
        List<UUID> ids = page.list().stream()
                .flatMap(entry -> Ids.parse(entry.apiId()).stream())
                .distinct()
                .toList();
        Map<String, ApiEntity> known = apis.list("id in ?1", ids).stream()
                .collect(Collectors.toMap(api -> api.id().toString(), Function.identity()));
        return page.map(entry -> new EntryBody(body(entry.apiId(), known.get(entry.apiId())), entry.upstream()));
    }

    private static ApiBody body(String id, @Nullable ApiEntity api) {
        return api == null ? new ApiBody(id, null, null) : new ApiBody(id, api.name(), api.version());
    }
}
