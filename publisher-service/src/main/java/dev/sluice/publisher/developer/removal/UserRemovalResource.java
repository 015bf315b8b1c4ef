package dev.sluice.publisher.developer.removal;

import dev.sluice.publisher.delivery.propagation.OutcomeAnswers;
import dev.sluice.publisher.developer.removal.UserRemoval.Choice;
import dev.sluice.publisher.identity.user.ScimUser;
import dev.sluice.publisher.identity.user.UserChange;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.problem.ScimError;
import dev.sluice.publisher.web.problem.ScimErrorBody;
import dev.sluice.publisher.web.rest.Ids;
import dev.sluice.publisher.web.rest.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** {@code DELETE /scim2/Users/{userId}}; {@code applications} and {@code newOwner} are ours. */
@Path(ScimUser.PATH)
@Produces({ScimErrorBody.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@RunOnVirtualThread
class UserRemovalResource {
    private static final int MAX_NAME = 64;

    private final UserRemoval removal;
    private final OutcomeAnswers answers;

    UserRemovalResource(UserRemoval removal, OutcomeAnswers answers) {
        this.removal = removal;
        this.answers = answers;
    }

    @DELETE
    @Path("/{userId}")
    @RequiresScope(Scope.ADMIN)
    public Response delete(@PathParam("userId") String userId, @Context UriInfo uri) {
        Query query = Query.of(uri);
        Choice choice = choice(query);
        if (!query.errors().isEmpty()) {
            return ScimErrorBody.response(
                    ScimError.INVALID_VALUE, Refusal.of(query.errors()).description());
        }
        return Ids.parse(userId)
                .map(id -> switch (removal.remove(id, choice)) {
                    case UserChange.Done done -> answers.withPropagation(Response.noContent(), done.changes());
                    case UserChange.Refused refused -> ScimErrorBody.response(refused.error(), refused.detail());
                })
                .orElseGet(() -> ScimErrorBody.response(ScimError.NOT_FOUND, "There is no user " + userId + '.'));
    }

    private static Choice choice(Query query) {
        String newOwner = query.text("newOwner", MAX_NAME);
        return switch (query.text("applications", MAX_NAME)) {
            case "" -> new Choice.None();
            case "delete" -> new Choice.Delete();
            case "handOver" -> {
                if (newOwner.isBlank()) {
                    query.wrong("newOwner", "is required");
                }
                yield new Choice.HandOverTo(newOwner);
            }
            default -> {
                query.wrong("applications", "must be delete or handOver");
                yield new Choice.None();
            }
        };
    }
}
