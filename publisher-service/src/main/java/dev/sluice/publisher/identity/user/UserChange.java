package dev.sluice.publisher.identity.user;

import dev.sluice.publisher.delivery.outbox.Change;
import dev.sluice.publisher.web.problem.ScimError;
import java.util.List;

/** How a change of the users has ended. */
public sealed interface UserChange {
    /**
     * As it is now.
     *
     * @param changes what the gateways have to learn
     */
    record Done(ScimUser user, List<Change> changes) implements UserChange {
        public Done {
            changes = List.copyOf(changes);
        }

        public Done(ScimUser user) {
            this(user, List.of());
        }
    }

    /** Nothing has changed. */
    record Refused(ScimError error, String detail) implements UserChange {}
}
