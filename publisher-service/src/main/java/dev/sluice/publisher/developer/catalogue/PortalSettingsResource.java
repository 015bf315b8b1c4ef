package dev.sluice.publisher.developer.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.publisher.delivery.environment.EnvironmentConfig;
import dev.sluice.publisher.identity.user.PasswordRule;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Role;
import dev.sluice.publisher.web.access.Scope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;

/** {@code /settings} of the developer portal, where WSO2's scripts look for what can be done. */
@Path("/api/am/devportal/v3")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PortalSettingsResource {
    private static final List<String> GRANTS = List.of("client_credentials");

    private final EnvironmentConfig environment;

    PortalSettingsResource(EnvironmentConfig environment) {
        this.environment = environment;
    }

    /** @param apiGatewayEndpoint for plain HTTP and for HTTPS, with a comma between them */
    record SettingsBody(
            List<String> grantTypes,
            List<String> scopes,
            boolean applicationSharingEnabled,
            boolean mapExistingAuthApps,
            String apiGatewayEndpoint,
            boolean monetizationEnabled,
            boolean recommendationEnabled,
            @JsonProperty("IsUnlimitedTierPaid") boolean isUnlimitedTierPaid,
            @JsonProperty("IsAnonymousModeEnabled") boolean isAnonymousModeEnabled,
            @JsonProperty("IsPasswordChangeEnabled") boolean isPasswordChangeEnabled,
            int passwordPolicyMinLength,
            int passwordPolicyMaxLength) {}

    @GET
    @Path("/settings")
    @RequiresScope(Scope.STORE_SETTINGS)
    public SettingsBody settings() {
        String host = environment.vhosts().getFirst();
        return new SettingsBody(
                GRANTS,
                Scope.allowedTo(Set.of(Role.SUBSCRIBER)).stream()
                        .map(Scope::text)
                        .toList(),
                false,
                false,
                "http://" + host + ':' + environment.httpPort() + ",https://" + host + ':' + environment.httpsPort(),
                false,
                false,
                false,
                true,
                true,
                PasswordRule.MIN_LENGTH,
                PasswordRule.MAX_LENGTH);
    }
}
