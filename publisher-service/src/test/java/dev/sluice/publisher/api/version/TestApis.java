package dev.sluice.publisher.api.version;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.model.api.LifecycleState;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.api.body.ApiNameReader;
import dev.sluice.publisher.api.body.DesignReader;
import dev.sluice.publisher.api.design.ApiType;
import dev.sluice.publisher.secret.ApiSecrets;
import dev.sluice.publisher.web.problem.Fields;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** APIs as they are stored, without a database. */
public final class TestApis {
    private TestApis() {}

    /** @param changes fields of the body and other values for them; {@code null} takes a field away */
    public static ApiEntity in(LifecycleState state, @Nullable Object... changes) {
        return of(ApiType.SSE, state, Requests.api("prices", changes));
    }

    /** One that is managed elsewhere and only shown. */
    public static ApiEntity ofThirdParty(LifecycleState state) {
        return of(
                ApiType.ASYNC,
                state,
                Requests.api(
                        "prices",
                        "type",
                        "ASYNC",
                        "advertiseInfo",
                        Map.of("advertised", true, "originalDevPortalUrl", "https://portal.example.com"),
                        "endpointConfig",
                        null));
    }

    private static ApiEntity of(ApiType type, LifecycleState state, Map<String, Object> body) {
        UUID id = UUID.randomUUID();
        Fields fields = Fields.of(new ObjectMapper().valueToTree(body));
        ApiEntity api = new ApiEntity(
                id,
                ApiNameReader.read(fields),
                "admin",
                DesignReader.read(fields, type, new ApiSecrets(id, null), _ -> Optional.empty()),
                false);
        if (!fields.errors().isEmpty()) {
            throw new IllegalArgumentException(fields.errors().toString());
        }
        api.moveTo(state);
        return api;
    }
}
