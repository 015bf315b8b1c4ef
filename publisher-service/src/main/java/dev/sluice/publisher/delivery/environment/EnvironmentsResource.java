package dev.sluice.publisher.delivery.environment;

import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** {@code /environments}, and {@code /settings}, where WSO2's scripts look for them. */
@Path("/api/am/publisher/v4")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class EnvironmentsResource {
    /** As APIs have it: WSO2's word for a gateway that is not another vendor's. */
    private static final String GATEWAY_TYPE = "wso2/synapse";

    private final EnvironmentConfig environment;

    EnvironmentsResource(EnvironmentConfig environment) {
        this.environment = environment;
    }

    record EnvironmentsBody(int count, List<EnvironmentBody> list) {}

    record SettingsBody(
            List<EnvironmentBody> environment,
            List<String> gatewayTypes,
            String authorizationHeader,
            boolean docVisibilityEnabled,
            boolean externalStoresEnabled,
            boolean crossTenantSubscriptionEnabled) {}

    @GET
    @Path("/environments")
    @RequiresScope({Scope.API_VIEW, Scope.PUBLISHER_SETTINGS})
    public EnvironmentsBody environments() {
        return new EnvironmentsBody(1, List.of(EnvironmentBody.of(environment)));
    }

    @GET
    @Path("/settings")
    @RequiresScope({Scope.API_VIEW, Scope.PUBLISHER_SETTINGS})
    public SettingsBody settings() {
        return new SettingsBody(
                List.of(EnvironmentBody.of(environment)), List.of(GATEWAY_TYPE), "Authorization", false, false, false);
    }
}
