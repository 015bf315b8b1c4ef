package dev.sluice.publisher.developer.key;

import java.util.UUID;

/** The applications that keys are made for, as far as keys need them. */
public interface KeyOwners {
    /** Returns whether this user has this application. */
    boolean isOwned(UUID applicationId, String owner);

    /** Returns the same, and locks the application to the end of the transaction. */
    boolean lockOwned(UUID applicationId, String owner);
}
