package dev.sluice.publisher.delivery.environment;

import java.util.List;

/** A gateway environment as the REST API shows it: the contract's {@code Environment}. */
record EnvironmentBody(
        String id,
        String name,
        String displayName,
        String type,
        String serverUrl,
        String provider,
        boolean showInApiConsole,
        List<VHost> vhosts,
        List<EndpointUri> endpointURIs,
        List<String> additionalProperties) {
    /** A host name and its ports; {@code httpContext} is empty, since APIs begin at the root. */
    record VHost(String host, String httpContext, int httpPort, int httpsPort) {}

    record EndpointUri(String protocol, String endpointURI) {}

    static EnvironmentBody of(EnvironmentConfig environment) {
        String host = environment.vhosts().getFirst();
        String http = "http://" + host + ':' + environment.httpPort();
        String https = "https://" + host + ':' + environment.httpsPort();
        return new EnvironmentBody(
                environment.name(),
                environment.name(),
                environment.name(),
                "hybrid",
                https,
                "sluice",
                true,
                environment.vhosts().stream()
                        .map(each -> new VHost(each, "", environment.httpPort(), environment.httpsPort()))
                        .toList(),
                List.of(new EndpointUri("http", http), new EndpointUri("https", https)),
                List.of());
    }
}
