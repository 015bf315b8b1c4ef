package dev.sluice.publisher.secret;

import dev.sluice.model.api.EndpointPlace;
import dev.sluice.model.api.EndpointSecurity;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.secret.SecretSeal;
import dev.sluice.model.secret.UnopenableSecretException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The secrets that one API's endpoints are signed in with. They leave this publisher sealed, for its relays, or to those endpoints. */
public final class ApiSecrets {
    private final UUID apiId;
    private final @Nullable SecretSeal seal;

    /** @param seal {@code null} = there is no key: nothing can be sealed */
    public ApiSecrets(UUID apiId, @Nullable SecretSeal seal) {
        this.apiId = apiId;
        this.seal = seal;
    }

    /** Empty when there is no key to seal with. */
    public Optional<String> seal(KeyType keyType, String field, String secret) {
        return Optional.ofNullable(seal)
                .map(key -> key.seal(
                        secret.getBytes(StandardCharsets.UTF_8), place(keyType).of(field)));
    }

    /**
     * Another API's sign-in, as this API's.
     *
     * @throws UnopenableSecretException its secret cannot be opened
     */
    public EndpointSecurity takeOver(ApiSecrets from, KeyType keyType, EndpointSecurity security) {
        return security.secret()
                .map(secret -> {
                    byte[] opened =
                            from.key().open(secret.sealed(), from.place(keyType).of(secret));
                    return security.withSecret(key().seal(opened, place(keyType).of(secret)));
                })
                .orElse(security);
    }

    /**
     * The secret of an endpoint, for that endpoint alone; empty where there is none.
     *
     * @throws UnopenableSecretException it cannot be opened
     */
    public Optional<String> open(KeyType keyType, EndpointSecurity security) {
        return security.secret()
                .map(secret ->
                        new String(key().open(secret.sealed(), place(keyType).of(secret)), StandardCharsets.UTF_8));
    }

    private SecretSeal key() {
        if (seal == null) {
            throw new UnopenableSecretException("this publisher has no key file (sluice.secrets.key-file)");
        }
        return seal;
    }

    private EndpointPlace place(KeyType keyType) {
        return new EndpointPlace(apiId.toString(), keyType);
    }
}
