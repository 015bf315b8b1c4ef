package dev.sluice.publisher.api.body;

import dev.sluice.model.api.EndpointSecurity;
import dev.sluice.model.api.KeyType;
import dev.sluice.outbound.OutboundUrl;
import dev.sluice.publisher.api.design.Design;
import dev.sluice.publisher.secret.ApiSecrets;
import dev.sluice.publisher.web.problem.Fields;
import java.net.URI;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code endpointConfig}: the backend's URL by key type, and how the relay signs in there. */
final class EndpointsReader {
    static final int MAX_URL = 2_000;
    private static final String CONFIG = "endpointConfig";
    private static final String URL = "url";
    private static final String TYPE = "endpoint_type";
    private static final String SECURITY = "endpoint_security";
    private static final Set<String> TYPES = Set.of("", "http");
    /** Beside the endpoints: ours, and those of WSO2's whose usual value means nothing here. */
    private static final Set<String> KNOWN = Set.of(
            TYPE,
            SECURITY,
            URL,
            "production_endpoints",
            "sandbox_endpoints",
            "production_failovers",
            "sandbox_failovers",
            "failOver",
            "algoCombo",
            "algoClassName",
            "sessionManagement",
            "sessionTimeOut",
            "implementation_status",
            "template_not_supported");
    /** How scripts write an endpoint that does not stand where it belongs. */
    private static final Set<String> MISPLACED = Set.of(
            "endpoint",
            "endpointUrl",
            "endpointURL",
            "endpoint_type",
            "production_endpoints",
            "sandbox_endpoints",
            "url");

    private final Fields config;
    private final @Nullable Design before;
    private final ApiSecrets secrets;

    EndpointsReader(Fields body, @Nullable Design before, ApiSecrets secrets) {
        MISPLACED.stream()
                .filter(body::has)
                .forEach(field -> body.wrong(field, "belongs into endpointConfig.production_endpoints.url"));
        this.config = body.object(CONFIG);
        this.before = before;
        this.secrets = secrets;
    }

    /** @param security only of key types whose backend asks for credentials */
    record Endpoints(Map<KeyType, String> urls, Map<KeyType, EndpointSecurity> security) {}

    Endpoints read() {
        config.onlyKnown(KNOWN);
        if (config.has(URL)) {
            config.wrong(URL, "belongs into production_endpoints.url or sandbox_endpoints.url");
        }
        if (!TYPES.contains(config.text(TYPE, "", 64))) {
            config.wrong(TYPE, "must be http");
        }
        Map<KeyType, String> urls = new EnumMap<>(KeyType.class);
        Map<KeyType, EndpointSecurity> security = new EnumMap<>(KeyType.class);
        for (KeyType keyType : KeyType.values()) {
            String name = keyType.name().toLowerCase(Locale.ROOT);
            Fields endpoint = config.object(name + "_endpoints");
            if (config.has(name + "_endpoints") && !endpoint.isEmptyText(URL)) {
                urls.put(keyType, url(endpoint));
            }
            EndpointSecurity read = security(keyType, name, urls.getOrDefault(keyType, ""));
            if (!read.equals(EndpointSecurity.NONE)) {
                security.put(keyType, read);
            }
        }
        return new Endpoints(urls, security);
    }

    private static String url(Fields endpoint) {
        String url = endpoint.required(URL, MAX_URL);
        check(endpoint, URL, url, false);
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private EndpointSecurity security(KeyType keyType, String name, String url) {
        EndpointSecurityReader.Former known = before == null
                ? EndpointSecurityReader.Former.NOTHING
                : new EndpointSecurityReader.Former(
                        before.endpoints().getOrDefault(keyType, ""), before.securityOf(keyType));
        Fields security = config.object(SECURITY).object(name);
        return new EndpointSecurityReader(security, keyType, secrets, known).read(url);
    }

    /** Notes what is wrong with the URL in a field, by the rules of connecting; one that is only blanks has been noted already. */
    static void check(Fields fields, String field, String url, boolean mayHaveQuery) {
        if (url.isBlank()) {
            return;
        }
        switch (OutboundUrl.of(url)) {
            case OutboundUrl.Bad(String reason) -> fields.wrong(field, reason);
            case OutboundUrl.Good(URI uri) -> {
                if (uri.getRawFragment() != null) {
                    fields.wrong(field, "must have no fragment");
                } else if (uri.getRawQuery() != null && !mayHaveQuery) {
                    fields.wrong(field, "must have no query");
                }
            }
        }
    }
}
