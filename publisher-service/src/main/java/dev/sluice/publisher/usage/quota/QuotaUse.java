package dev.sluice.publisher.usage.quota;

/** What was delivered under a counter in a window, by all gateways. */
public record QuotaUse(long events, long bytes) {
    static final QuotaUse NONE = new QuotaUse(0, 0);

    QuotaUse plus(QuotaUse other) {
        return new QuotaUse(events + other.events, bytes + other.bytes);
    }

    QuotaUse minus(QuotaUse other) {
        return new QuotaUse(events - other.events, bytes - other.bytes);
    }
}
