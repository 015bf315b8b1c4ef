package dev.sluice.publisher.secret;

import dev.sluice.model.secret.SecretSeal;
import dev.sluice.service.config.KeyFiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Secrets as the database holds them: sealed. Without a key file they are stored as {@code plain.<base64url>}: a reader of
 * the database then reads them. Thread safe.
 */
@ApplicationScoped
public class StoredSecrets {
    private static final String SETTING = "sluice.secrets.key-file";
    private static final String PLAIN = "plain.";

    private final @Nullable SecretSeal seal;

    StoredSecrets(SecretsConfig config) {
        this.seal = config.keyFile()
                .map(file -> new SecretSeal(KeyFiles.read(SETTING, file), new SecureRandom()))
                .orElse(null);
    }

    /** Returns whether there is a key to seal with. */
    public boolean areSealed() {
        return seal != null;
    }

    /** Those of an API's endpoints, which are never stored plain. */
    public ApiSecrets ofApi(UUID apiId) {
        return new ApiSecrets(apiId, seal);
    }

    /** @param place where the secret belongs: it opens nowhere else */
    public String store(byte[] secret, String place) {
        return seal == null
                ? PLAIN + Base64.getUrlEncoder().withoutPadding().encodeToString(secret)
                : seal.seal(secret, place);
    }

    /** @throws dev.sluice.model.secret.UnopenableSecretException it is of another place, its key is missing, or it was changed */
    public byte[] open(String stored, String place) {
        if (stored.startsWith(PLAIN)) {
            return Base64.getUrlDecoder().decode(stored.substring(PLAIN.length()));
        }
        if (seal == null) {
            throw new IllegalStateException("secrets are sealed, but " + SETTING + " is not set");
        }
        return seal.open(stored, place);
    }
}
