package dev.sluice.model.secret;

/** A sealed secret cannot be opened; the message says what is missing, and holds nothing of the secret. */
public final class UnopenableSecretException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnopenableSecretException(String reason) {
        super(reason);
    }
}
