package dev.sluice.publisher.identity.portal;

/** A user's session with another provider than our own; a class, not a record: its token is a secret. */
public final class ProviderSession {
    private final String endUri;
    private final String idToken;

    /** @param endUri the {@code end_session_endpoint} of the provider */
    public ProviderSession(String endUri, String idToken) {
        this.endUri = endUri;
        this.idToken = idToken;
    }

    public String endUri() {
        return endUri;
    }

    public String idToken() {
        return idToken;
    }

    @Override
    public String toString() {
        return "ProviderSession[" + endUri + ']';
    }
}
