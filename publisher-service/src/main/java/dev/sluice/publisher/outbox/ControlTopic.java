package dev.sluice.publisher.outbox;

/** The control topics that the outbox writes. */
public enum ControlTopic {
    APIS,
    ACCESS
}
