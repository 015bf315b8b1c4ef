package dev.sluice.publisher.delivery.outbox;

import jakarta.persistence.EntityManager;

/** Postgres advisory locks of this service: one class of two numbers, so that no two uses meet by accident. */
public enum AdvisoryLock {
    /** Held while versions are drawn, to the end of the transaction. */
    OUTBOX_VERSION(1),
    /** Held by the session of the one publisher that drains what is for {@link ControlTopic#APIS}. */
    OUTBOX_DRAIN_APIS(2),
    /** Held while an API's name and path are checked and taken. */
    API_NAMES(3),
    /** Held while signing keys are made or change their stage. */
    SIGNING_KEYS(4),
    /** Held by the session of the one publisher that drains what is for {@link ControlTopic#ACCESS}. */
    OUTBOX_DRAIN_ACCESS(5),
    /** Held while what is in {@link ControlTopic#APIS} is compared with the database. */
    REBUILD_APIS(6),
    /** Held while what is in {@link ControlTopic#ACCESS} is compared with the database. */
    REBUILD_ACCESS(7),
    /** Held while names and issuers of key managers are checked and taken. */
    KEY_MANAGERS(8);

    /** "SLU" in ASCII. */
    static final int LOCK_CLASS = 0x534C55;

    final int number;

    AdvisoryLock(int number) {
        this.number = number;
    }

    /** Waits for the lock and holds it until the present transaction ends. */
    public void holdToTheEndOf(EntityManager transaction) {
        transaction
                .createNativeQuery("select pg_advisory_xact_lock(:lockClass, :number)", Object.class)
                .setParameter("lockClass", LOCK_CLASS)
                .setParameter("number", number)
                .getSingleResult();
    }
}
