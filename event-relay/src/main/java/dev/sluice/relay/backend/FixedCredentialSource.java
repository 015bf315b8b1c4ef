package dev.sluice.relay.backend;

import dev.sluice.outbound.Credential;
import dev.sluice.relay.channel.BackendSignIn;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;

/** Credentials that are the same each time. */
final class FixedCredentialSource implements CredentialSource {
    private final BackendSignIn signIn;
    private final BackendSecrets secrets;
    private final Function<String, Credential> credential;

    /** @param credential out of the opened secret */
    FixedCredentialSource(BackendSignIn signIn, BackendSecrets secrets, Function<String, Credential> credential) {
        this.signIn = signIn;
        this.secrets = secrets;
        this.credential = credential;
    }

    @Override
    public Future<Credential> next() {
        try {
            return Future.succeededFuture(credential.apply(secrets.open(signIn)));
        } catch (SignInException locked) {
            return Future.failedFuture(locked);
        }
    }

    @Override
    public Optional<Future<Credential>> insteadOf(Credential refused) {
        return Optional.empty();
    }
}
