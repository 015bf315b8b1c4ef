package dev.sluice.publisher.oauth.keymanager;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.publisher.oauth.keymanager.KeyManagerSettings.Certificates;
import dev.sluice.publisher.oauth.keymanager.KeyManagerSettings.KeySource;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.FieldError;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** {@code /key-managers/discover} of the admin REST API: what a form can be filled in with. */
@Path("/api/am/admin/v4/key-managers/discover")
@Consumes(MediaType.MULTIPART_FORM_DATA)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class KeyManagerDiscoveryResource {
    private static final int MAX_URL = 2_000;
    private static final String URL = "url";

    private final Discovery discovery;

    KeyManagerDiscoveryResource(Discovery discovery) {
        this.discovery = discovery;
    }

    /** The contract's {@code KeyManagerWellKnownResponse}. */
    record WellKnownBody(boolean valid, FoundBody value) {}

    /** The fields of a key manager that its provider says. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FoundBody(
            @Nullable String issuer,
            String wellKnownEndpoint,
            @Nullable String tokenEndpoint,
            Certificates certificates,
            String consumerKeyClaim,
            String scopesClaim) {}

    /** @param type is passed over: the answer is the same for all */
    @POST
    @RequiresScope({Scope.ADMIN, Scope.ADMIN_OPERATIONS})
    public Response discover(@RestForm(URL) @Nullable String url, @RestForm("type") @Nullable String type) {
        if (url == null || url.isBlank() || url.length() > MAX_URL) {
            return wrong("is required, with at most " + MAX_URL + " characters");
        }
        String wellKnown = url.strip();
        return switch (discovery.at(wellKnown)) {
            case Discovery.Result.Busy _ ->
                ErrorBody.response(
                        PublisherProblem.FETCHES_BUSY, "Other providers are being asked; try again in a few seconds.");
            case Discovery.Result.None(String reason) -> wrong(reason);
            case Discovery.Result.Found(Discovery.Provider provider) ->
                Response.ok(new WellKnownBody(true, body(wellKnown, provider))).build();
        };
    }

    private static FoundBody body(String wellKnown, Discovery.Provider provider) {
        return new FoundBody(
                provider.issuer(),
                wellKnown,
                provider.tokenEndpoint(),
                new Certificates(KeySource.JWKS, String.valueOf(provider.jwksUri())),
                KeyManagerSettings.CONSUMER_KEY_CLAIM,
                KeyManagerSettings.SCOPES_CLAIM);
    }

    private static Response wrong(String reason) {
        return ErrorBody.response(Refusal.of(List.of(new FieldError(URL, reason))));
    }
}
