package dev.sluice.publisher.api;

import dev.sluice.model.api.KeyType;
import dev.sluice.publisher.problem.Fields;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code endpointConfig}: the backend's URL by key type. */
final class EndpointsReader {
    private static final int MAX_URL = 2_000;
    private static final String CONFIG = "endpointConfig";
    private static final Set<String> TYPES = Set.of("", "http");

    private EndpointsReader() {}

    static Map<KeyType, String> read(Fields body) {
        Fields config = body.object(CONFIG);
        if (!TYPES.contains(config.text("endpoint_type", "", 64))) {
            config.wrong("endpoint_type", "must be http");
        }
        Map<KeyType, String> endpoints = new EnumMap<>(KeyType.class);
        for (KeyType keyType : KeyType.values()) {
            String name = keyType.name().toLowerCase(Locale.ROOT);
            refuseSecurity(config.object("endpoint_security").object(name));
            if (config.has(name + "_endpoints")) {
                Fields endpoint = config.object(name + "_endpoints");
                String url = endpoint.required("url", MAX_URL);
                endpoints.put(keyType, checked(endpoint, url));
            }
        }
        return endpoints;
    }

    /** Left out in silence, it would have the relay knock without the credentials that the creator has given. */
    private static void refuseSecurity(Fields security) {
        if (security.flag("enabled", false)
                || !security.text("type", "NONE", 64).toUpperCase(Locale.ROOT).equals("NONE")) {
            security.wrong("type", "must be NONE: this version signs in at no backend");
        }
    }

    private static String checked(Fields endpoint, String url) {
        if (url.isBlank()) {
            return url;
        }
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https")) {
                endpoint.wrong("url", "must begin with http:// or https://");
            } else if (uri.getHost() == null || uri.getPort() > 65_535) {
                endpoint.wrong("url", "must name a host");
            } else if (uri.getRawUserInfo() != null || uri.getRawFragment() != null || uri.getRawQuery() != null) {
                endpoint.wrong("url", "must have no user, no query and no fragment");
            }
        } catch (URISyntaxException broken) {
            endpoint.wrong("url", "is no URL: " + broken.getReason());
        }
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
