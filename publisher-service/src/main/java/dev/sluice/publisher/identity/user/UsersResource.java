package dev.sluice.publisher.identity.user;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.publisher.delivery.propagation.OutcomeAnswers;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.IgnoredFields;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.problem.ScimError;
import dev.sluice.publisher.web.problem.ScimErrorBody;
import dev.sluice.publisher.web.rest.Ids;
import dev.sluice.publisher.web.rest.PageRequest;
import dev.sluice.publisher.web.rest.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /scim2/Users}: the part of SCIM (RFC 7644) by which an admin makes users and gives them roles. */
@Path(ScimUser.PATH)
@Produces({ScimErrorBody.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Consumes({ScimErrorBody.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@RunOnVirtualThread
class UsersResource {
    private static final int MAX_FILTER = 200;
    private static final Pattern FILTER =
            Pattern.compile("\\s*userName\\s+eq\\s+\"?([^\"\\s]{1,64})\"?\\s*", Pattern.CASE_INSENSITIVE);

    private final UserAdministration users;
    private final PasswordHasher hasher;
    private final OutcomeAnswers answers;

    UsersResource(UserAdministration users, PasswordHasher hasher, OutcomeAnswers answers) {
        this.users = users;
        this.hasher = hasher;
        this.answers = answers;
    }

    @POST
    @RequiresScope(Scope.ADMIN)
    public Response create(@Nullable JsonNode sent) {
        UserRequest body = UserRequest.of(Fields.of(sent));
        if (body.fault().isPresent()) {
            return ScimErrorBody.response(ScimError.INVALID_VALUE, body.fault().get());
        }
        if (body.password().isEmpty()) {
            return ScimErrorBody.response(ScimError.INVALID_VALUE, "password: is required");
        }
        return switch (users.create(body, hasher.hash(body.password()))) {
            case UserChange.Done done ->
                IgnoredFields.name(body.ignored(), Response.status(201))
                        .header("Location", done.user().meta().location())
                        .entity(done.user())
                        .build();
            case UserChange.Refused refused -> ScimErrorBody.response(refused.error(), refused.detail());
        };
    }

    /** {@code filter} is {@code userName eq "..."} or none; SCIM has more. */
    @GET
    @RequiresScope(Scope.ADMIN)
    public Response list(@Context UriInfo uri) {
        Query query = Query.of(uri);
        String filter = query.text("filter", MAX_FILTER);
        int startIndex = query.number("startIndex", 1);
        int count = query.number("count", 25);
        if (!query.errors().isEmpty()) {
            return ScimErrorBody.response(
                    ScimError.INVALID_VALUE, Refusal.of(query.errors()).description());
        }
        if (filter.isBlank()) {
            return Response.ok(users.list(new PageRequest(Math.max(startIndex, 1) - 1, count)))
                    .build();
        }
        Matcher name = FILTER.matcher(filter);
        if (!name.matches()) {
            return ScimErrorBody.response(ScimError.INVALID_FILTER, "filter: only userName eq \"...\" is known");
        }
        List<ScimUser> found = users.named(name.group(1)).stream().toList();
        return Response.ok(ScimList.of(found, 1, found.size())).build();
    }

    @GET
    @Path("/{userId}")
    @RequiresScope(Scope.ADMIN)
    public Response get(@PathParam("userId") String userId) {
        return Ids.parse(userId)
                .flatMap(users::find)
                .map(user -> Response.ok(user).build())
                .orElseGet(() -> unknown(userId));
    }

    @PUT
    @Path("/{userId}")
    @RequiresScope(Scope.ADMIN)
    public Response replace(@PathParam("userId") String userId, @Nullable JsonNode sent) {
        UserRequest body = UserRequest.of(Fields.of(sent));
        if (body.fault().isPresent()) {
            return ScimErrorBody.response(ScimError.INVALID_VALUE, body.fault().get());
        }
        String hash = body.password().isEmpty() ? null : hasher.hash(body.password());
        return Ids.parse(userId)
                .map(id -> switch (users.replace(id, body, hash)) {
                    case UserChange.Done done ->
                        answers.withPropagation(
                                IgnoredFields.name(body.ignored(), Response.ok(done.user())), done.changes());
                    case UserChange.Refused refused -> ScimErrorBody.response(refused.error(), refused.detail());
                })
                .orElseGet(() -> unknown(userId));
    }

    private static Response unknown(String userId) {
        return ScimErrorBody.response(ScimError.NOT_FOUND, "There is no user " + userId + '.');
    }
}
