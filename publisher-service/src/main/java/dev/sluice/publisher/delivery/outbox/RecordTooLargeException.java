package dev.sluice.publisher.delivery.outbox;

/** A control record that Kafka would not take: its transaction is undone, since the drain would stop at it for good. */
public final class RecordTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RecordTooLargeException(String key, int bytes, int maxBytes) {
        super("the control record of %s would have %d bytes; at most %d are sent".formatted(key, bytes, maxBytes));
    }
}
