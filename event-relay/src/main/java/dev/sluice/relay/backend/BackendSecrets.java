package dev.sluice.relay.backend;

import dev.sluice.model.api.EndpointSecurity;
import dev.sluice.model.secret.SecretSeal;
import dev.sluice.model.secret.UnopenableSecretException;
import dev.sluice.relay.channel.BackendSignIn;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Opens what the publisher has sealed; nothing that is opened is kept here. Thread safe. */
final class BackendSecrets {
    private final @Nullable SecretSeal seal;

    /** @param seal {@code null} = this relay has no key file */
    BackendSecrets(@Nullable SecretSeal seal) {
        this.seal = seal;
    }

    String open(BackendSignIn signIn) throws SignInException {
        if (seal == null) {
            throw locked("this relay has no key file (sluice.secrets.key-file)");
        }
        EndpointSecurity.Secret secret = signIn.security().secret().orElseThrow();
        try {
            byte[] opened = seal.open(secret.sealed(), signIn.place().of(secret));
            return new String(opened, StandardCharsets.UTF_8);
        } catch (UnopenableSecretException unopenable) {
            throw locked(String.valueOf(unopenable.getMessage()));
        }
    }

    private static SignInException locked(String why) {
        return new SignInException(true, "the relay cannot open the credentials for the backend: " + why);
    }
}
