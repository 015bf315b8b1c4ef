package dev.sluice.relay.channel;

import dev.sluice.model.api.EndpointPlace;
import dev.sluice.model.api.EndpointSecurity;
import dev.sluice.model.api.KeyType;

/**
 * How to sign in at a backend.
 *
 * @param place where its secret belongs
 */
public record SignIn(EndpointPlace place, EndpointSecurity security) {
    public static final SignIn NONE = new SignIn(new EndpointPlace("", KeyType.PRODUCTION), EndpointSecurity.NONE);
}
