package dev.sluice.publisher.delivery.environment;

import java.util.List;

/** A gateway environment as WSO2's admin REST API shows it. It is changed in the settings alone. */
record AdminEnvironmentBody(
        String id,
        String name,
        String displayName,
        String provider,
        boolean isReadOnly,
        List<EnvironmentBody.VHost> vhosts,
        List<EnvironmentBody.EndpointUri> endpointURIs) {
    static AdminEnvironmentBody of(EnvironmentConfig environment) {
        EnvironmentBody shown = EnvironmentBody.of(environment);
        return new AdminEnvironmentBody(
                shown.id(),
                shown.name(),
                shown.displayName(),
                shown.provider(),
                true,
                shown.vhosts(),
                shown.endpointURIs());
    }
}
