package dev.sluice.relay.backend;

import dev.sluice.model.api.EndpointPlace;
import dev.sluice.model.api.EndpointSecurity;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.secret.KeyFile;
import dev.sluice.model.secret.SecretSeal;
import dev.sluice.relay.channel.BackendSignIn;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Sign-ins as the publisher would seal them. */
final class SealedSignIns {
    static final EndpointPlace PLACE = new EndpointPlace("api", KeyType.PRODUCTION);
    static final SecretSeal SEAL = seal("first", 1);

    private SealedSignIns() {}

    static SecretSeal seal(String keyId, int filling) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) filling);
        String line = keyId + ':' + Base64.getEncoder().encodeToString(key);
        return new SecretSeal(KeyFile.of(List.of(line), "keys"), new SecureRandom());
    }

    static BackendSignIn basic(String username, String password) {
        return new BackendSignIn(PLACE, new EndpointSecurity.Basic(username, sealed(password, "password")));
    }

    static BackendSignIn bearer(String token) {
        return new BackendSignIn(PLACE, new EndpointSecurity.Bearer(sealed(token, "token")));
    }

    static BackendSignIn header(String name, String value) {
        return new BackendSignIn(PLACE, new EndpointSecurity.Header(name, sealed(value, "value")));
    }

    static BackendSignIn client(String tokenUrl, String id, String secret, String... scopes) {
        return new BackendSignIn(
                PLACE,
                new EndpointSecurity.ClientCredentials(tokenUrl, id, sealed(secret, "clientSecret"), List.of(scopes)));
    }

    private static String sealed(String secret, String field) {
        return SEAL.seal(secret.getBytes(StandardCharsets.UTF_8), PLACE.of(field));
    }
}
