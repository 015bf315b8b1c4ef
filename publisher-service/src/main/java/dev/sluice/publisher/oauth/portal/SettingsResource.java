package dev.sluice.publisher.oauth.portal;

import dev.sluice.publisher.delivery.environment.EnvironmentConfig;
import dev.sluice.publisher.oauth.authorize.SignUpPolicy;
import dev.sluice.publisher.web.access.OwnSignIn;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code /portal/settings}: what the pages of this installation have to know before anybody signs in. */
@Path("/portal/settings")
@Produces(MediaType.APPLICATION_JSON)
class SettingsResource {
    private final EnvironmentConfig environment;
    private final ForeignProvider foreign;
    private final SignUpPolicy signUp;
    private final String version;

    SettingsResource(
            EnvironmentConfig environment,
            ForeignProvider foreign,
            SignUpPolicy signUp,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.environment = environment;
        this.foreign = foreign;
        this.signUp = signUp;
        this.version = version;
    }

    record SettingsBody(String version, List<EnvironmentBody> environments, String signUp, boolean ownAccounts) {}

    record EnvironmentBody(String name, String label, GatewaysBody gateways) {}

    /** Where clients reach the gateways of an environment. */
    record GatewaysBody(String http, String https) {}

    @GET
    @OwnSignIn
    public SettingsBody settings() {
        String host = environment.vhosts().getFirst();
        GatewaysBody gateways = new GatewaysBody(
                "http://" + host + ':' + environment.httpPort(), "https://" + host + ':' + environment.httpsPort());
        return new SettingsBody(
                version,
                List.of(new EnvironmentBody(environment.name(), environment.name(), gateways)),
                signUp.mode().text(),
                !foreign.isThere());
    }
}
