package dev.sluice.kafka;

/** A Kafka topic is missing or not as it must be; the message says which and what to change. */
public final class WrongTopicException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WrongTopicException(String message) {
        super(message);
    }
}
