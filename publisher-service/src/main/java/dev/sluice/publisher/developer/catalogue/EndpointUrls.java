package dev.sluice.publisher.developer.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.model.api.Transport;
import dev.sluice.publisher.api.deployment.Deployments;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.delivery.environment.EnvironmentConfig;
import org.jspecify.annotations.Nullable;

/**
 * Where clients find an API in one environment.
 *
 * @param defaultVersionUrls without the version in the path; {@code null} = it is not found so
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EndpointUrls(
        String environmentName,
        String environmentDisplayName,
        String environmentType,
        @JsonProperty("URLs") Urls urls,
        @JsonProperty("defaultVersionURLs") @Nullable Urls defaultVersionUrls) {
    /** {@code null} = not offered. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Urls(@Nullable String http, @Nullable String https) {}

    static EndpointUrls of(ApiEntity api, Deployments.Placement deployment, EnvironmentConfig environment) {
        return new EndpointUrls(
                deployment.environment(),
                deployment.environment(),
                "hybrid",
                urls(deployment, environment, api.basePath()),
                api.servesDefault()
                        ? urls(deployment, environment, api.fullName().defaultPath())
                        : null);
    }

    private static Urls urls(Deployments.Placement deployment, EnvironmentConfig environment, String path) {
        String rest = "://" + deployment.vhost() + ':';
        boolean http = deployment.transports().contains(Transport.HTTP);
        boolean https = deployment.transports().contains(Transport.HTTPS);
        return new Urls(
                http ? "http" + rest + environment.httpPort() + path : null,
                https ? "https" + rest + environment.httpsPort() + path : null);
    }
}
