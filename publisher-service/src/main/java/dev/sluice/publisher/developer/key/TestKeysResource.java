package dev.sluice.publisher.developer.key;

import dev.sluice.model.api.KeyType;
import dev.sluice.publisher.api.body.ApiAnswers;
import dev.sluice.publisher.delivery.propagation.OutcomeAnswers;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.Ids;
import dev.sluice.publisher.web.rest.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** {@code POST /apis/{apiId}/generate-key}. */
@Path("/api/am/publisher/v4")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class TestKeysResource {
    private static final int MAX_WORD = 64;

    private final TestKeys keys;
    private final OutcomeAnswers answers;

    TestKeysResource(TestKeys keys, OutcomeAnswers answers) {
        this.keys = keys;
        this.answers = answers;
    }

    /** The contract's {@code APIKey}. A class, not a record: it does not show itself in logs. */
    static final class KeyBody {
        public final String apikey;
        /** Seconds. */
        public final long validityTime = TestKeys.LIFETIME.toSeconds();

        KeyBody(String key) {
            this.apikey = key;
        }
    }

    /** {@code keyType}: of which endpoint; without it of production, or of the sandbox if the API has no other. */
    @POST
    @Path("/apis/{apiId}/generate-key")
    @RequiresScope({Scope.API_GENERATE_KEY, Scope.API_MANAGE})
    public Response generate(@PathParam("apiId") String apiId, @Context UriInfo uri, @Context SecurityContext user) {
        Query query = Query.of(uri);
        Optional<KeyType> keyType = query.text("keyType", MAX_WORD).isEmpty()
                ? Optional.empty()
                : Optional.of(query.choice("keyType", KeyType.PRODUCTION, KeyType::name));
        if (!query.errors().isEmpty()) {
            return ErrorBody.response(Refusal.of(query.errors()));
        }
        String name = user.getUserPrincipal().getName();
        return Ids.parse(apiId)
                .map(id -> answers.to(keys.generate(id, name, keyType), 200, KeyBody::new))
                .map(answer -> Response.fromResponse(answer)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build())
                .orElseGet(() -> ApiAnswers.unknownApi(apiId));
    }
}
