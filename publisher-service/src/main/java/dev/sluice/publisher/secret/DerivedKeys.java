package dev.sluice.publisher.secret;

import dev.sluice.model.secret.KeyFile;
import dev.sluice.service.config.KeyFiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Objects;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Keys for one purpose each, by HKDF (RFC 5869) from the first key of the secrets' key file: publishers that share the file
 * share them. Without a file they are this process' own and die with it. Thread safe.
 */
@ApplicationScoped
public class DerivedKeys {
    private static final int BYTES = 32;
    private static final byte[] SALT = "sluice/derived-keys/1".getBytes(StandardCharsets.UTF_8);

    private final byte[] source;

    DerivedKeys(SecretsConfig config) {
        this.source = config.keyFile()
                .map(file -> firstOf(KeyFiles.read("sluice.secrets.key-file", file)))
                .orElseGet(DerivedKeys::random);
    }

    private static byte[] firstOf(KeyFile keys) {
        return Objects.requireNonNull(keys.key(keys.first()));
    }

    private static byte[] random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** Returns 32 bytes, for the same purpose the same. */
    public byte[] key(String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(source)
                            .addSalt(SALT)
                            .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), BYTES));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HKDF is in every JDK", impossible);
        }
    }
}
