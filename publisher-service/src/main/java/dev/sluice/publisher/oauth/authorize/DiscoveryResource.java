package dev.sluice.publisher.oauth.authorize;

import dev.sluice.publisher.web.access.OwnSignIn;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** What our own provider is (OpenID Connect Discovery 1.0, 4). */
@Path("/.well-known/openid-configuration")
@Produces(MediaType.APPLICATION_JSON)
class DiscoveryResource {
    private final DiscoveryReader reader;

    DiscoveryResource(DiscoveryReader reader) {
        this.reader = reader;
    }

    @GET
    @OwnSignIn
    public DiscoveryBody discovery(@Context HttpServerRequest request) {
        return reader.read(request);
    }
}
