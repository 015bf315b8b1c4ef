package dev.sluice.publisher.api.endpoint.probe;

import dev.sluice.model.api.EndpointSecurity;
import dev.sluice.model.api.KeyType;
import dev.sluice.outbound.Credential;
import dev.sluice.outbound.OutboundUrl;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.secret.ApiSecrets;
import java.net.URI;
import java.util.Optional;

/** How an API signs in at a URL: as at its endpoint of the same scheme, host and port, and nowhere else. */
sealed interface EndpointSignIn {
    /** Not at all. */
    record None() implements EndpointSignIn {}

    /** With this. */
    record Known(OriginCredential credential) implements EndpointSignIn {}

    /** With a token that only relays ask for. */
    record Token() implements EndpointSignIn {}

    /**
     * The first endpoint of that origin counts: production before sandbox.
     *
     * @throws dev.sluice.model.secret.UnopenableSecretException its secret cannot be opened
     */
    static EndpointSignIn at(URI url, ApiEntity api, ApiSecrets secrets) {
        String origin = OutboundUrl.origin(url);
        for (KeyType keyType : KeyType.values()) {
            String endpoint = api.design().endpoints().getOrDefault(keyType, "");
            if (OutboundUrl.of(endpoint) instanceof OutboundUrl.Good(URI known)
                    && OutboundUrl.origin(known).equals(origin)) {
                return of(origin, api.design().securityOf(keyType), keyType, secrets);
            }
        }
        return new None();
    }

    private static EndpointSignIn of(String origin, EndpointSecurity security, KeyType keyType, ApiSecrets secrets) {
        Optional<String> secret = security instanceof EndpointSecurity.ClientCredentials
                ? Optional.empty()
                : secrets.open(keyType, security);
        return switch (security) {
            case EndpointSecurity.None _ -> new None();
            case EndpointSecurity.ClientCredentials _ -> new Token();
            case EndpointSecurity.Basic(String username, String _) ->
                known(origin, Credential.basic(username, secret.orElseThrow()));
            case EndpointSecurity.Bearer _ -> known(origin, Credential.bearer(secret.orElseThrow()));
            case EndpointSecurity.Header(String name, String _) ->
                known(origin, Credential.header(name, secret.orElseThrow()));
        };
    }

    private static EndpointSignIn known(String origin, Credential credential) {
        return new Known(new OriginCredential(origin, credential));
    }
}
