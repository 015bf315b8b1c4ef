package dev.sluice.relay.backend;

import dev.sluice.outbound.Credential;
import io.vertx.core.Future;
import java.util.Optional;

/** Where the credentials of one endpoint come from. Each future fails with {@link SignInException}. Thread safe. */
sealed interface CredentialSource permits FixedCredentialSource, TokenSource {
    /** To be asked for before each request. */
    Future<Credential> next();

    /** Other ones, since a backend has refused these; empty when there are none to be had. */
    Optional<Future<Credential>> insteadOf(Credential refused);
}
