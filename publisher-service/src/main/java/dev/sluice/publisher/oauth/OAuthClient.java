package dev.sluice.publisher.oauth;

import dev.sluice.publisher.developer.key.Client;
import dev.sluice.publisher.identity.client.RegisteredClient;

/** A client of the token service that has proven who it is. */
sealed interface OAuthClient {
    /** Of an application: its tokens are for the gateways. */
    record OfApplication(Client client) implements OAuthClient {}

    /** Of a script: its tokens are for the REST APIs. */
    record OfScript(RegisteredClient client) implements OAuthClient {}
}
