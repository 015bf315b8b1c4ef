package dev.sluice.publisher.oauth;

import dev.sluice.publisher.developer.key.ApplicationKeys;
import dev.sluice.publisher.identity.client.RegisteredClients;
import dev.sluice.publisher.identity.signin.BasicCredentials;
import dev.sluice.publisher.web.problem.StorableText;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose client id and secret these are: RFC 6749 2.3.1. */
@ApplicationScoped
class ClientAuthentication {
    private final ApplicationKeys applications;
    private final RegisteredClients scripts;

    ClientAuthentication(ApplicationKeys applications, RegisteredClients scripts) {
        this.applications = applications;
        this.scripts = scripts;
    }

    /** The client of the header, or if there is none of the form. */
    Optional<OAuthClient> authenticate(@Nullable String authorization, TokenForm form) {
        return credentials(authorization, form).flatMap(this::authenticate);
    }

    /** What the header, or if there is none the form, says of the client. */
    static Optional<BasicCredentials> credentials(@Nullable String authorization, TokenForm form) {
        if (authorization != null) {
            return BasicCredentials.parse(authorization);
        }
        String id = form.get("client_id");
        String secret = form.get("client_secret");
        return id == null || secret == null || !StorableText.is(id)
                ? Optional.empty()
                : Optional.of(new BasicCredentials(id, secret));
    }

    private Optional<OAuthClient> authenticate(BasicCredentials client) {
        return applications
                .authenticate(client.name(), client.password())
                .<OAuthClient>map(OAuthClient.OfApplication::new)
                .or(() -> scripts.authenticate(client.name(), client.password()).map(OAuthClient.OfScript::new));
    }
}
