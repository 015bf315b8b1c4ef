package dev.sluice.relay.backend;

import java.io.Serial;

/** There are no credentials for a backend now; the message is for the API's owner and holds nothing of a secret. */
final class SignInException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean isRefusal;

    /** @param isRefusal whether to try again soon is of no use */
    SignInException(boolean isRefusal, String reason) {
        super(reason);
        this.isRefusal = isRefusal;
    }

    boolean isRefusal() {
        return isRefusal;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
