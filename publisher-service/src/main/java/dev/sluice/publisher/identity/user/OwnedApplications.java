package dev.sluice.publisher.identity.user;

import dev.sluice.publisher.delivery.outbox.Change;
import java.util.List;

/** The applications of users, as far as a change of a user concerns them. Called within the transaction of the change. */
public interface OwnedApplications {
    /** Locks the row of a user, whose applications are then those of the end of the transaction. */
    void lock(String owner);

    /** Writes to the gateways if the applications of a user count; the user's row is locked. Last of its transaction. */
    List<Change> ownerChanged(String owner, boolean isActive);
}
