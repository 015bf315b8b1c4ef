package dev.sluice.gateway.access;

/** A new ticket; it is a credential, and not printed. */
public final class IssuedTicket {
    private final String text;
    private final long connectBeforeMillis;
    private final long expiresAtMillis;

    IssuedTicket(String text, long connectBeforeMillis, long expiresAtMillis) {
        this.text = text;
        this.connectBeforeMillis = connectBeforeMillis;
        this.expiresAtMillis = expiresAtMillis;
    }

    /** What to send: {@code ticket=} in the query. */
    public String text() {
        return text;
    }

    /** Epoch milliseconds; from then on it only resumes. */
    public long connectBeforeMillis() {
        return connectBeforeMillis;
    }

    /** Epoch milliseconds; from then on it is good for nothing, and the stream ends. */
    public long expiresAtMillis() {
        return expiresAtMillis;
    }

    @Override
    public String toString() {
        return "IssuedTicket[redacted]";
    }
}
