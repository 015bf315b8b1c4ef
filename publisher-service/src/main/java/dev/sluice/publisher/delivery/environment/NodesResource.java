package dev.sluice.publisher.delivery.environment;

import dev.sluice.model.node.NodeRecord;
import dev.sluice.publisher.delivery.propagation.NodeStatus;
import dev.sluice.publisher.delivery.propagation.Propagation;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.PublisherProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Predicate;

/** {@code /environments} of WSO2's admin REST API with their gateways, and {@code /relays}: what runs, and how it is. */
@Path("/api/am/admin/v4")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class NodesResource {
    private final EnvironmentConfig environment;
    private final Propagation propagation;

    NodesResource(EnvironmentConfig environment, Propagation propagation) {
        this.environment = environment;
        this.propagation = propagation;
    }

    record EnvironmentsBody(int count, List<AdminEnvironmentBody> list) {}

    record NodesBody(int count, List<NodeBody> list) {}

    @GET
    @Path("/environments")
    @RequiresScope({Scope.ADMIN, Scope.ENVIRONMENT_READ})
    public EnvironmentsBody environments() {
        return new EnvironmentsBody(1, List.of(AdminEnvironmentBody.of(environment)));
    }

    @GET
    @Path("/environments/{environmentId}/gateways")
    @RequiresScope({Scope.ADMIN, Scope.ENVIRONMENT_READ})
    public Response gateways(@PathParam("environmentId") String environmentId) {
        return environmentId.equals(environment.name())
                ? nodes(
                        NodeRecord.Kind.GATEWAY,
                        gateway -> environmentId.equals(gateway.record().environment()))
                : ErrorBody.response(
                        PublisherProblem.ENVIRONMENT_NOT_FOUND,
                        "There is no environment " + environmentId + "; there is " + environment.name() + '.');
    }

    @GET
    @Path("/relays")
    @RequiresScope({Scope.ADMIN, Scope.ENVIRONMENT_READ})
    public Response relays() {
        return nodes(NodeRecord.Kind.RELAY, _ -> true);
    }

    private Response nodes(NodeRecord.Kind kind, Predicate<NodeStatus> which) {
        return propagation
                .nodes(kind)
                .map(all -> all.stream().filter(which).map(NodeBody::of).toList())
                .map(list -> Response.ok(new NodesBody(list.size(), list)).build())
                .orElseGet(() -> ErrorBody.response(
                        PublisherProblem.KAFKA_AWAY, "Kafka, where the nodes report, cannot be read now; try again."));
    }
}
