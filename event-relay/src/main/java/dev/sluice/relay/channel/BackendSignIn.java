package dev.sluice.relay.channel;

import dev.sluice.model.api.EndpointPlace;
import dev.sluice.model.api.EndpointSecurity;
import dev.sluice.model.api.KeyType;

/**
 * How to sign in at a backend.
 *
 * @param place where its secret belongs
 */
public record BackendSignIn(EndpointPlace place, EndpointSecurity security) {
    public static final BackendSignIn NONE =
            new BackendSignIn(new EndpointPlace("", KeyType.PRODUCTION), EndpointSecurity.NONE);
}
