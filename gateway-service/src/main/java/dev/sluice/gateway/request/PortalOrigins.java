package dev.sluice.gateway.request;

import dev.sluice.service.http.WebOrigin;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the portal's pages come from: they may use every API, whatever its own cross-origin rules are, with the credentials
 * that the user has.
 *
 * @param texts as browsers write them; each one exactly, no pattern
 */
public record PortalOrigins(Set<String> texts) {
    public static final PortalOrigins NONE = new PortalOrigins(Set.of());

    static final int MAX = 100;
    private static final String KEY = "sluice.gateway.portal-origins";

    public PortalOrigins {
        texts = Set.copyOf(texts);
    }

    /** @throws IllegalArgumentException with the one that is none */
    public static PortalOrigins of(List<String> configured) {
        if (configured.size() > MAX) {
            throw new IllegalArgumentException(KEY + " must be at most " + MAX + " origins");
        }
        return new PortalOrigins(configured.stream().map(PortalOrigins::checked).collect(Collectors.toSet()));
    }

    private static String checked(String text) {
        return WebOrigin.of(text)
                .orElseThrow(() -> new IllegalArgumentException(KEY + " must be origins such as"
                        + " https://portal.example.org, without a path or a *; '" + text + "' is none"))
                .text();
    }

    /** Returns whether there is any. */
    public boolean isEmpty() {
        return texts.isEmpty();
    }

    /** @param origin as a browser sends it */
    public boolean allow(String origin) {
        return texts.contains(origin);
    }
}
