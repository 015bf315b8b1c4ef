package dev.sluice.model.definition;

import dev.sluice.model.api.ApiAuth;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How clients prove who they are.
 *
 * @param places which schemes there are and where credentials are put
 * @param tokenUrl of the token service; {@code null} = not known
 * @param scopes to what they stand for
 */
public record DesignAuth(ApiAuth places, @Nullable String tokenUrl, Map<String, String> scopes) {
    public static final DesignAuth DEFAULT = new DesignAuth(ApiAuth.DEFAULT, null, Map.of());

    public DesignAuth {
        places = places == null ? ApiAuth.DEFAULT : places;
        tokenUrl = Bounds.optional("auth.tokenUrl", tokenUrl);
        scopes = Bounds.map("auth.scopes", scopes);
    }
}
