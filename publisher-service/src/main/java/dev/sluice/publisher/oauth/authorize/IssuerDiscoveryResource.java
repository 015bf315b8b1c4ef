package dev.sluice.publisher.oauth.authorize;

import dev.sluice.publisher.web.access.OwnSignIn;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** The same below the issuer, where the standard and WSO2 have it. */
@Path("/oauth2/token/.well-known/openid-configuration")
@Produces(MediaType.APPLICATION_JSON)
class IssuerDiscoveryResource {
    private final DiscoveryReader reader;

    IssuerDiscoveryResource(DiscoveryReader reader) {
        this.reader = reader;
    }

    @GET
    @OwnSignIn
    public DiscoveryBody discovery(@Context HttpServerRequest request) {
        return reader.read(request);
    }
}
