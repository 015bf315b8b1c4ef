package dev.sluice.publisher.identity.signingkey;

import dev.sluice.publisher.delivery.outbox.Change;
import java.security.PrivateKey;

/** The key that signs now. A class, not a record: it shows its id only. */
public final class Signer {
    private final String kid;
    private final PrivateKey key;
    private final Change announced;

    Signer(String kid, PrivateKey key, Change announced) {
        this.kid = kid;
        this.key = key;
        this.announced = announced;
    }

    public String kid() {
        return kid;
    }

    public PrivateKey key() {
        return key;
    }

    Change announced() {
        return announced;
    }

    @Override
    public String toString() {
        return "Signer[" + kid + ']';
    }
}
