package dev.sluice.publisher.api.registry;

import dev.sluice.publisher.api.revision.RevisionEntity;
import dev.sluice.publisher.api.revision.RevisionRepository;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.ViewerReader;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.rest.Ids;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** One rule for every route of the publisher that is about an API: its access control. */
class AccessControlFilter {
    private static final String PUBLISHER = "/api/am/publisher/";
    private static final String API_ID = "apiId";
    /** After the sign-in, which is a filter with the usual priority of 5000. */
    private static final int BEHIND_SIGN_IN = 6_000;

    private final Apis apis;
    private final RevisionRepository revisions;

    AccessControlFilter(Apis apis, RevisionRepository revisions) {
        this.apis = apis;
        this.revisions = revisions;
    }

    @ServerRequestFilter(priority = BEHIND_SIGN_IN)
    public Optional<Response> check(ContainerRequestContext request) {
        UriInfo uri = request.getUriInfo();
        if (!uri.getPath().startsWith(PUBLISHER)) {
            return Optional.empty();
        }
        return Ids.parse(apiIdIn(uri))
                .flatMap(this::find)
                .filter(api -> !ViewerReader.read(request.getSecurityContext()).mayWorkWith(api))
                .map(api -> ErrorBody.response(
                        PublisherProblem.NO_READ_PERMISSION,
                        "The access to this API is restricted to the roles "
                                + api.design().audience().accessControlRoles() + '.'));
    }

    /** The API, or the one that a revision with this id is of. */
    private Optional<ApiEntity> find(UUID id) {
        return apis.find(id)
                .or(() -> revisions
                        .findByIdOptional(id)
                        .map(RevisionEntity::apiId)
                        .flatMap(apis::find));
    }

    /** In the path, or after it as in {@code /apis/change-lifecycle?apiId=}. */
    private static @Nullable String apiIdIn(UriInfo uri) {
        String inPath = uri.getPathParameters().getFirst(API_ID);
        return inPath == null ? uri.getQueryParameters().getFirst(API_ID) : inPath;
    }
}
