package dev.sluice.publisher.delivery.outbox;

import java.util.Locale;

/**
 * The control topics that the outbox writes. What is for one of them is sent in order; the other does not wait for it: a
 * right ends though an API cannot be deployed, since Kafka makes no topic for its events.
 */
public enum ControlTopic {
    /** The APIs; what is done with their events topics has its place between them. */
    APIS(AdvisoryLock.OUTBOX_DRAIN_APIS, "topic is null or topic = 'APIS'"),
    ACCESS(AdvisoryLock.OUTBOX_DRAIN_ACCESS, "topic = 'ACCESS'");

    private final AdvisoryLock drainLock;
    private final String rows;

    ControlTopic(AdvisoryLock drainLock, String rows) {
        this.drainLock = drainLock;
        this.rows = rows;
    }

    /** Held by the session of the one publisher that drains it. */
    AdvisoryLock drainLock() {
        return drainLock;
    }

    /** SQL: whether a row of the outbox is for it. */
    public String rows() {
        return rows;
    }

    /** As it stands in names. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
