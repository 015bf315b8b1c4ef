package dev.sluice.publisher.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.api.EndpointPlace;
import dev.sluice.model.api.EndpointSecurity;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.secret.KeyFile;
import dev.sluice.model.secret.SecretSeal;
import dev.sluice.model.secret.UnopenableSecretException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ApiSecretsTest {
    private static final UUID FIRST = UUID.randomUUID();
    private static final UUID SECOND = UUID.randomUUID();

    private final SecretSeal seal = seal("k");
    private final ApiSecrets first = new ApiSecrets(FIRST, seal);
    private final ApiSecrets second = new ApiSecrets(SECOND, seal);

    @Test
    void aSecretThatIsTakenOverOpensForItsNewApiOnly() {
        // Given
        EndpointSecurity ofFirst = new EndpointSecurity.Bearer(
                first.seal(KeyType.SANDBOX, "token", "secret").orElseThrow());

        // When
        String sealed = second.takeOver(first, KeyType.SANDBOX, ofFirst)
                .secret()
                .orElseThrow()
                .sealed();

        // Then
        assertThat(seal.open(sealed, new EndpointPlace(SECOND.toString(), KeyType.SANDBOX).of("token")))
                .isEqualTo("secret".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> seal.open(sealed, new EndpointPlace(FIRST.toString(), KeyType.SANDBOX).of("token")))
                .isInstanceOf(UnopenableSecretException.class);
    }

    @Test
    void whatHasNoSecretIsTakenOverWithoutAKey() {
        ApiSecrets without = new ApiSecrets(SECOND, null);

        assertThat(without.takeOver(new ApiSecrets(FIRST, null), KeyType.PRODUCTION, EndpointSecurity.NONE))
                .isEqualTo(EndpointSecurity.NONE);
    }

    @Test
    void withoutTheKeyThatASecretIsSealedWithItIsNotTakenOver() {
        EndpointSecurity ofFirst = new EndpointSecurity.Bearer(
                first.seal(KeyType.PRODUCTION, "token", "secret").orElseThrow());

        assertThatThrownBy(() ->
                        new ApiSecrets(SECOND, null).takeOver(new ApiSecrets(FIRST, null), KeyType.PRODUCTION, ofFirst))
                .isInstanceOf(UnopenableSecretException.class)
                .hasMessageContaining("sluice.secrets.key-file");
        assertThatThrownBy(() -> new ApiSecrets(SECOND, seal("other"))
                        .takeOver(new ApiSecrets(FIRST, seal("other")), KeyType.PRODUCTION, ofFirst))
                .isInstanceOf(UnopenableSecretException.class)
                .hasMessageContaining("key k");
    }

    private static SecretSeal seal(String keyId) {
        String line = keyId + ':' + Base64.getEncoder().encodeToString(new byte[32]);
        return new SecretSeal(KeyFile.of(List.of(line), "keys"), new SecureRandom());
    }
}
